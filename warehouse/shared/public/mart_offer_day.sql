-- purpose: premises of an area as they stood on the day they were looked at, of
--   sources that are not protected
-- grain: one row per area, source, type, is_ground_floor, day
-- key: area_id, source_id, type_code, is_ground_floor, local_date
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.type_code,
    m.is_ground_floor,
    m.unit_count,
    m.vacant_count,
    m.refurbished_count,
    m.empty_count,
    m.hours_known_count,
    m.evening_count,
    m.local_date
from mart_offer_day as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.area_id,
    m.source_id,
    m.type_code,
    m.is_ground_floor,
    m.local_date
