-- purpose: counted passages of an area by day, outages left out; KPI input, not
--   published
-- grain: one row per area, protection and day
-- key: area_id, is_protected, local_date
-- part: local_date
-- owner: warehouse

select
    a.area_id,
    sum(c.visitor_count) as visitor_count,
    s.sensitivity_code = 'protected' as is_protected,
    c.local_date
from core_flow_hour as c
inner join ref_source as s
    on c.source_id = s.source_id
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
where o.local_date is null
group by
    a.area_id,
    s.sensitivity_code = 'protected',
    c.local_date
