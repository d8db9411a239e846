-- Codes that no mapping knows, most rows first. One row per source and code.
select
    c.source_id,
    c.kind,
    c.category_code,
    c.map_name,
    c.row_count,
    c.last_date
from main.mart_code_queue as c
order by c.row_count desc, c.source_id, c.category_code
