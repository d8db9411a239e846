-- purpose: single reports and counting points, of sources that are not
--   protected
-- grain: one row per point in an area
-- key: area_id, kind, longitude, latitude, local_date
-- owner: warehouse

select
    p.area_id,
    p.source_id,
    p.kind,
    p.category_id,
    p.label,
    p.longitude,
    p.latitude,
    p.local_date
from mart_point as p
inner join ref_source as s
    on p.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    p.area_id,
    p.kind,
    p.local_date
