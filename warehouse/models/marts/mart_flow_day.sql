-- purpose: counted passages of an area by day; KPI input, not published
-- grain: one row per area, protection and day
-- key: area_id, is_protected, local_date
-- owner: warehouse

select
    a.area_id,
    sum(c.visitor_count) as visitor_count,
    s.sensitivity_code = 'protected' as is_protected,
    c.local_date
from core_flow_count as c
inner join ref_source as s
    on c.source_id = s.source_id
inner join core_flow_point as p
    on c.point_code = p.point_code
inner join core_position_area as a
    on
        p.longitude = a.longitude
        and p.latitude = a.latitude
group by
    a.area_id,
    s.sensitivity_code = 'protected',
    c.local_date
