-- purpose: litter counted in an area: the measured square metres count once a
--   stretch, chewing gum stands apart, of sources that are not protected
-- grain: one row per area, source, method and day
-- key: area_id, source_id, method_code, local_date
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.method_code,
    m.stretch_count,
    m.item_count,
    m.gum_count,
    m.area_m2,
    m.local_date
from mart_litter_day as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.area_id,
    m.source_id,
    m.method_code,
    m.local_date
