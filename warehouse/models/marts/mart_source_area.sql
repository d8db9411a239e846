-- purpose: the areas that each source of incidents has ever told of
-- grain: one row per source and area
-- key: source_id, area_id
-- owner: warehouse

select distinct
    i.source_id,
    i.area_id
from core_incident_area as i
order by
    i.source_id,
    i.area_id
