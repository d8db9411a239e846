-- purpose: grades of cleanliness of an area by day; KPI input, not published
-- grain: one row per area, source and day
-- key: area_id, source_id, local_date
-- owner: warehouse

select
    g.area_id,
    g.source_id,
    g.grade_count,
    g.grade_sum,
    s.sensitivity_code = 'protected' as is_protected,
    g.local_date
from mart_grade_day as g
inner join ref_source as s
    on g.source_id = s.source_id
