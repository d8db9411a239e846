-- Every event at a place and everywhere. One row per event.
select
    starts_on,
    ends_on,
    title,
    coalesce(category_id, '') as category_id,
    site_id is null as everywhere
from main.mart_event
where site_id = $site_id or site_id is null
order by starts_on, ends_on, title, event_id
