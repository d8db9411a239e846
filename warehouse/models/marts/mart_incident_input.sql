-- purpose: incidents of an area by source, category and day; KPI input, not
--   published
-- grain: one row per area, source, category and day
-- key: area_id, source_id, category_id, local_date
-- part: local_date
-- owner: warehouse

select
    i.area_id,
    i.source_id,
    i.category_id,
    cast(sum(i.incident_count) as bigint) as incident_count,
    s.sensitivity_code = 'protected' as is_protected,
    i.local_date
from core_incident_area as i
inner join ref_source as s
    on i.source_id = s.source_id
group by
    i.area_id,
    i.source_id,
    i.category_id,
    s.sensitivity_code,
    i.local_date
