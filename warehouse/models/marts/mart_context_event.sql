-- purpose: police notices about the municipality, for the eye only; in no KPI
--   and at no place
-- grain: one row per notice
-- key: source_id, event_id
-- owner: warehouse

select
    c.source_id,
    c.event_id,
    c.type_code,
    c.title,
    c.area_name,
    c.published_at,
    c.local_date
from core_context_event as c
