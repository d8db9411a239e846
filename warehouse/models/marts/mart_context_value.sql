-- purpose: numbers about wider areas, for the eye only; in no KPI
-- grain: one row per source, area, series, group and period
-- key: source_id, area_code, series_code, group_code, period_from
-- owner: warehouse

select
    c.source_id,
    c.area_code,
    c.area_name,
    c.series_code,
    c.series_name,
    c.unit_name,
    c.group_code,
    c.context_value,
    c.local_date as period_from
from core_context_value as c
