-- purpose: passages told of by hour and direction, each count once in its
--   newest form; counts of more than an hour apart from the others
-- grain: one row per source, counting point, direction, hour, and whether a
--   count is of an hour at most
-- key: source_id, point_code, direction_code, local_date, hour, is_within_hour
-- part: local_date
-- owner: warehouse

with every as (
    select
        s.source_id,
        s.point_code,
        s.direction_code,
        s.quality_code,
        s.visitor_count,
        s.duration_minutes,
        s.local_date,
        s.counted_from_at
    from stg_flow_count as s
    left join core_flow_repeat as r
        on
            s.source_id = r.source_id
            and s.point_code = r.point_code
            and s.direction_code = r.direction_code
            and date_trunc('hour', s.counted_from_at) = r.hour_at
    where r.hour_at is null
    union all
    select
        n.source_id,
        n.point_code,
        n.direction_code,
        n.quality_code,
        n.visitor_count,
        n.duration_minutes,
        n.local_date,
        n.counted_from_at
    from core_flow_newest as n
    union all
    select
        n.source_id,
        n.point_code,
        n.direction_code,
        n.quality_code,
        n.visitor_count,
        n.duration_minutes,
        n.local_date,
        n.counted_from_at
    from core_flow_named as n
)

select
    e.source_id,
    e.point_code,
    e.direction_code,
    count_if(e.quality_code <> 'outage') as row_count,
    count_if(e.quality_code = 'imputed') as imputed_count,
    sum(
        case when e.quality_code <> 'outage' then e.visitor_count else 0 end
    ) as visitor_count,
    sum(
        case when e.quality_code <> 'outage' then e.duration_minutes else 0 end
    ) as counted_minutes,
    sum(e.duration_minutes) as told_minutes,
    cast(extract(hour from e.counted_from_at) as bigint) as hour,
    e.duration_minutes <= 60 as is_within_hour,
    e.local_date
from every as e
group by
    e.source_id,
    e.point_code,
    e.direction_code,
    cast(extract(hour from e.counted_from_at) as bigint),
    e.duration_minutes <= 60,
    e.local_date
