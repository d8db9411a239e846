-- Events at one site that begin in a span, by kind. One row per kind.
select
    coalesce(category_id, '') as category_id,
    count(*) as event_count
from main.mart_event
where
    site_id = $site_id
    and starts_on >= $first
    and starts_on < $end
group by coalesce(category_id, '')
