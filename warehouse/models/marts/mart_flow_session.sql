-- purpose: how long people counted in an area, so that persons an hour can be
--   said
-- grain: one row per area, source, round, day and hour
-- key: area_id, source_id, round_code, local_date, hour
-- owner: warehouse

with sessions as (
    select
        o.area_id,
        f.source_id,
        f.round_code,
        f.point_name,
        f.observed_from_at,
        max(f.duration_minutes) as duration_minutes
    from core_flow_observation as f
    inner join core_observed_area as o
        on
            f.source_id = o.source_id
            and f.row_key = o.row_key
    group by
        o.area_id,
        f.source_id,
        f.round_code,
        f.point_name,
        f.observed_from_at
)

select
    s.area_id,
    s.source_id,
    s.round_code,
    count(*) as session_count,
    cast(sum(s.duration_minutes) as bigint) as duration_minutes,
    cast(extract(hour from s.observed_from_at) as bigint) as hour,
    cast(s.observed_from_at as date) as local_date
from sessions as s
group by
    s.area_id,
    s.source_id,
    s.round_code,
    cast(extract(hour from s.observed_from_at) as bigint),
    cast(s.observed_from_at as date)
