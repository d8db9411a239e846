-- purpose: cleaning visits of an area by sort of visit and day, of sources that
--   are not protected
-- grain: one row per area, source, type, day
-- key: area_id, source_id, type_code, local_date
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.type_code,
    m.visit_count,
    m.duration_minutes,
    m.bag_count,
    m.weight_kg,
    m.local_date
from mart_cleaning_day as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.area_id,
    m.source_id,
    m.type_code,
    m.local_date
