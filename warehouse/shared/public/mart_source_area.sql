-- purpose: the areas that each source of incidents has ever told of, of
--   sources that are not protected
-- grain: one row per source and area
-- key: source_id, area_id
-- owner: warehouse

select
    m.source_id,
    m.area_id
from mart_source_area as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.source_id,
    m.area_id
