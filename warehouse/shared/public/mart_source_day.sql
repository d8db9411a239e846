-- purpose: rows of each source by day; a day on which a protected source
--   has rows is itself a fact about them, so those have none
-- grain: one row per source and day
-- key: source_id, local_date
-- owner: warehouse

select
    d.source_id,
    d.kind,
    d.row_count,
    d.no_position_count,
    d.outside_count,
    d.unmapped_count,
    d.local_date
from mart_source_day as d
inner join ref_source as s
    on d.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    d.source_id,
    d.local_date
