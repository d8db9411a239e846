-- Passages of one area in a span by hour of the day. One row per counted hour.
select
    hour,
    sum(visitor_count) as visitor_count,
    cast(sum(duration_minutes) as bigint) as duration_minutes
from main.mart_flow_hour
where
    area_id = $area_id
    and local_date >= $first
    and local_date < $end
group by hour
order by hour
