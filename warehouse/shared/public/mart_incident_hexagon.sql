-- purpose: incidents by hexagon, of sources that are not protected
-- grain: one row per area, category, day and hexagon
-- key: area_id, category_id, local_date, hexagon_id
-- owner: warehouse

select
    h.area_id,
    h.category_id,
    h.hexagon_id,
    h.longitude,
    h.latitude,
    h.incident_count,
    h.is_protected,
    h.local_date
from mart_incident_hexagon as h
where not h.is_protected
order by
    h.area_id,
    h.local_date
