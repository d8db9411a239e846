-- Which KPIs a place shows: whether a source feeds it there, and whether the
-- place has switched it off. One row per KPI of the place.
select
    kpi_id,
    is_fed,
    is_off
from main.mart_kpi_site
where site_id = $site_id
