-- The latest notices that were published in a span; they belong to no place.
-- One row per notice.
select
    e.source_id,
    e.local_date,
    e.type_code,
    coalesce(e.title, '') as title,
    coalesce(e.area_name, '') as area_name
from main.mart_context_event as e
where
    e.local_date >= $first
    and e.local_date < $end
order by
    e.published_at desc,
    e.source_id,
    e.event_id desc
limit $most
