-- purpose: counted passages by hour, each count once in its newest form; counts
--   of more than an hour apart from the others
-- grain: one row per source, counting point, hour, and whether a count is of
--   an hour at most
-- key: source_id, point_code, local_date, hour, is_within_hour
-- part: local_date
-- owner: warehouse

with every as (
    select
        s.source_id,
        s.point_code,
        s.visitor_count,
        s.duration_minutes,
        s.local_date,
        s.counted_from_at
    from stg_flow_count as s
    left join core_flow_repeat as r
        on
            s.source_id = r.source_id
            and s.point_code = r.point_code
            and date_trunc('hour', s.counted_from_at) = r.hour_at
    where r.hour_at is null
    union all
    select
        n.source_id,
        n.point_code,
        n.visitor_count,
        n.duration_minutes,
        n.local_date,
        n.counted_from_at
    from core_flow_newest as n
    union all
    select
        n.source_id,
        n.point_code,
        n.visitor_count,
        n.duration_minutes,
        n.local_date,
        n.counted_from_at
    from core_flow_named as n
)

select
    e.source_id,
    e.point_code,
    count(*) as row_count,
    sum(e.visitor_count) as visitor_count,
    cast(sum(e.duration_minutes) as bigint) as duration_minutes,
    cast(extract(hour from e.counted_from_at) as bigint) as hour,
    e.duration_minutes <= 60 as is_within_hour,
    e.local_date
from every as e
group by
    e.source_id,
    e.point_code,
    cast(extract(hour from e.counted_from_at) as bigint),
    e.duration_minutes <= 60,
    e.local_date
