-- purpose: published police notices, each once in its newest form
-- grain: one row per row in its newest form
-- key: source_id, row_key
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.event_id,
    s.type_code,
    s.title,
    s.area_name,
    s.published_at,
    cast(s.published_at as date) as local_date
from stg_context_event as s
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
