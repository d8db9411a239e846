-- purpose: inspections, each once in its newest form
-- grain: one row per inspection
-- key: source_id, row_key
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.aspect_code,
    s.result_code,
    s.place_name,
    s.longitude,
    s.latitude,
    cast(s.inspected_at as date) as local_date
from stg_inspection as s
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
