-- purpose: the areas of the places with their outlines
-- grain: one row per area
-- key: area_id
-- owner: warehouse

select
    a.area_id,
    a.site_id,
    a.role,
    a.name_sv,
    a.name_en,
    a.sort_order,
    a.area_km2,
    a.longitude,
    a.latitude,
    a.west,
    a.south,
    a.east,
    a.north,
    a.outline_geojson
from mart_area as a
order by
    a.site_id,
    a.sort_order
