-- purpose: incidents whose time is a span of at most a week, spread evenly
--   over it by the second: one part for each clock hour they touch
-- grain: one row per incident, area and hour
-- key: area_id, source_id, row_key, started_at
-- owner: warehouse

with span as (
    select
        i.area_id,
        i.source_id,
        i.category_id,
        i.incident_count,
        i.occurred_from_at,
        i.occurred_to_at,
        date_diff('second', i.occurred_from_at, i.occurred_to_at)
            as span_seconds
    from core_incident_area as i
    where
        i.occurred_to_at is not null
        and i.time_is_known
),

hour_start as (
    select
        s.area_id,
        s.source_id,
        s.category_id,
        s.incident_count,
        s.span_seconds,
        s.occurred_from_at,
        s.occurred_to_at,
        cast(date_trunc('hour', s.occurred_from_at) as timestamp)
        + h.hour_offset * interval '1' hour as started_at
    from span as s
    inner join ref_hour as h
        on h.hour_offset * 3600 < s.span_seconds + 3600
    where s.span_seconds <= 604800
)

select
    h.area_id,
    h.source_id,
    h.category_id,
    h.incident_count
    * cast(
        date_diff(
            'second',
            greatest(h.occurred_from_at, h.started_at),
            least(h.occurred_to_at, h.started_at + interval '1' hour)
        ) as double
    ) / nullif(h.span_seconds, 0) as incident_count,
    cast(extract(hour from h.started_at) as integer) as hour,
    cast(h.started_at as date) as local_date
from hour_start as h
where h.started_at < h.occurred_to_at
