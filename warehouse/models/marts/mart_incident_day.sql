-- purpose: incidents of an area by category and day; KPI input, not published
-- grain: one row per area, category and day
-- key: area_id, category_id, local_date
-- owner: warehouse

select
    i.area_id,
    i.category_id,
    cast(sum(i.incident_count) as bigint) as incident_count,
    i.local_date
from core_incident_area as i
group by
    i.area_id,
    i.category_id,
    i.local_date
