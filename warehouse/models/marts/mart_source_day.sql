-- purpose: rows of each source by day, for the notes beside figures
-- grain: one row per source and day
-- key: source_id, local_date
-- owner: warehouse

select
    d.source_id,
    d.kind_code as kind,
    cast(d.row_count as bigint) as row_count,
    cast(d.no_position_count as bigint) as no_position_count,
    cast(d.outside_count as bigint) as outside_count,
    cast(d.unmapped_count as bigint) as unmapped_count,
    d.local_date
from core_source_day as d
order by
    d.source_id,
    d.local_date
