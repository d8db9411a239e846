-- purpose: published police notices as the contracts typed them
-- grain: one row per landed row
-- key: load_no, line_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    l.event_id,
    l.type_code,
    l.title,
    l.area_name,
    l.published_at
from land_context_event as l
