-- Words for places that nobody has tied to a site, most rows first.
-- One row per source and text.
select
    p.source_id,
    p.place_name,
    p.row_count,
    p.last_date
from main.mart_place_queue as p
order by p.row_count desc, p.source_id, p.place_name
