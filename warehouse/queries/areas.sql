-- The areas of every place, the place itself first. One row per area.
select
    area_id,
    site_id,
    role,
    name_sv,
    name_en,
    outline_geojson,
    west,
    south,
    east,
    north,
    area_km2
from main.mart_area
order by site_id, role <> 'site', sort_order, name_sv, area_id
