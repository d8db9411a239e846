-- purpose: police notices about the municipality, for the eye only; in no KPI
--   and at no place, of sources that are not protected
-- grain: one row per notice
-- key: source_id, event_id
-- owner: warehouse

select
    m.source_id,
    m.event_id,
    m.type_code,
    m.title,
    m.area_name,
    m.published_at,
    m.local_date
from mart_context_event as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.source_id,
    m.event_id
