-- purpose: events drawn on time axes: those at a site, and those shown
--   everywhere
-- grain: one row per event and site
-- key: event_id, site_id
-- owner: warehouse

select
    e.source_id || '/' || e.row_key as event_id,
    a.site_id,
    e.title,
    e.category_id,
    e.source_id,
    e.local_date as starts_on,
    greatest(e.last_date, e.local_date) as ends_on
from core_event_area as e
inner join ref_area as a
    on e.area_id = a.area_id
where a.role_code = 'site'
union all
select
    v.source_id || '/' || v.row_key as event_id,
    cast(null as varchar) as site_id,
    v.title,
    v.category_id,
    v.source_id,
    v.local_date as starts_on,
    greatest(v.last_date, v.local_date) as ends_on
from core_event as v
where v.is_everywhere
order by
    starts_on,
    event_id
