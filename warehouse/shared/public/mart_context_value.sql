-- purpose: numbers about wider areas, for the eye only; in no KPI, of sources
--   that are not protected
-- grain: one row per source, area, series, group and period
-- key: source_id, area_code, series_code, group_code, period_from
-- owner: warehouse

select
    m.source_id,
    m.area_code,
    m.area_name,
    m.series_code,
    m.series_name,
    m.unit_name,
    m.group_code,
    m.context_value,
    m.period_from
from mart_context_value as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.source_id,
    m.area_code,
    m.series_code,
    m.group_code,
    m.period_from
