-- purpose: numbers about a wider area as the contracts typed them
-- grain: one row per landed row
-- key: load_no, line_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    l.area_code,
    coalesce(l.area_name, l.area_code) as area_name,
    l.series_code,
    coalesce(l.series_name, l.series_code) as series_name,
    l.unit_name,
    coalesce(l.group_code, 'all') as group_code,
    l.context_value,
    l.period_from as period_from_at
from land_context_value as l
