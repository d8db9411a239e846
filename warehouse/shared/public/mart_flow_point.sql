-- purpose: which counting points of an area counted when, of sources that are
--   not protected
-- grain: one row per area, source, counting point and run of days in a row
-- key: area_id, source_id, point_code, first_date
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.point_code,
    m.first_date,
    m.last_date
from mart_flow_point as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.area_id,
    m.source_id,
    m.point_code,
    m.first_date
