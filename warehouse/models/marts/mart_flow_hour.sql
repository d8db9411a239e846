-- purpose: counted passages of an area by hour; outages are left out
-- grain: one row per area, source, day and hour
-- key: area_id, source_id, local_date, hour
-- part: local_date
-- owner: warehouse

select
    a.area_id,
    c.source_id,
    sum(c.visitor_count) as visitor_count,
    cast(sum(c.duration_minutes) as bigint) as duration_minutes,
    count(distinct c.point_code) as point_count,
    c.hour,
    c.local_date
from core_flow_hour as c
inner join core_flow_point as p
    on c.point_code = p.point_code
inner join core_position_area as a
    on
        p.longitude = a.longitude
        and p.latitude = a.latitude
left join core_flow_outage as o
    on
        c.source_id = o.source_id
        and c.point_code = o.point_code
        and c.local_date = o.local_date
where
    c.is_within_hour
    and o.local_date is null
group by
    a.area_id,
    c.source_id,
    c.hour,
    c.local_date
