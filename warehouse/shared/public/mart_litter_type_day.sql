-- purpose: litter counted in an area by sort, of sources that are not protected
-- grain: one row per area, source, method, type, day
-- key: area_id, source_id, method_code, type_code, local_date
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.method_code,
    m.type_code,
    m.item_count,
    m.local_date
from mart_litter_type_day as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.area_id,
    m.source_id,
    m.method_code,
    m.type_code,
    m.local_date
