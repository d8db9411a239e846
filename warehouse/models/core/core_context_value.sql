-- purpose: numbers about a wider area, each once in its newest form
-- grain: one row per row in its newest form
-- key: source_id, row_key
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.area_code,
    s.area_name,
    s.series_code,
    s.series_name,
    s.unit_name,
    s.group_code,
    s.context_value,
    cast(s.period_from_at as date) as local_date
from stg_context_value as s
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
