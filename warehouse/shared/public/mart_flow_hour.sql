-- purpose: counted passages of an area by hour; outages are left out, of
--   sources that are not protected
-- grain: one row per area, source, day and hour
-- key: area_id, source_id, local_date, hour
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.visitor_count,
    m.duration_minutes,
    m.point_count,
    m.hour,
    m.local_date
from mart_flow_hour as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.area_id,
    m.source_id,
    m.local_date,
    m.hour
