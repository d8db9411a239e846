-- Passages of one area by day, with how many minutes were counted and at how
-- many points; days of a dead sensor are not in it. One row per counted day.
with counted as (
    select
        source_id,
        local_date,
        sum(visitor_count) as visitor_count,
        sum(duration_minutes) as duration_minutes,
        max(point_count) as point_count
    from main.mart_flow_hour
    where
        area_id = $area_id
        and local_date >= $first
        and local_date < $end
    group by
        source_id,
        local_date
)

select
    local_date,
    sum(visitor_count) as visitor_count,
    cast(sum(duration_minutes) as bigint) as duration_minutes,
    cast(sum(point_count) as bigint) as point_count
from counted
group by local_date
order by local_date
