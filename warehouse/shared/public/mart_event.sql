-- purpose: events on time axes, of sources that are not protected
-- grain: one row per event and site
-- key: event_id, site_id
-- owner: warehouse

select
    e.event_id,
    e.site_id,
    e.title,
    e.category_id,
    e.source_id,
    e.starts_on,
    e.ends_on
from mart_event as e
inner join ref_source as s
    on e.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    e.starts_on,
    e.event_id
