-- purpose: the days of KPIs as pages ask for them, an area and KPI at a time;
--   sorted by their number, which is half the work of sorting by their names
-- grain: see kpi_tables.sql
-- key: area_id, kpi_id, category_id, local_date
-- owner: data_pipeline.audience_files

with series as (
    select
        a.area_id,
        k.kpi_id,
        row_number() over (order by a.area_id, k.kpi_id) as series_no
    from ref_area as a
    cross join ref_kpi as k
)

select k.*
from mart_kpi_day as k
left join series as s
    on k.area_id = s.area_id
    and k.kpi_id = s.kpi_id
order by
    s.series_no,
    k.local_date
