-- purpose: days for which each source has reported, closed-open
-- grain: one row per run of days of a source
-- key: source_id, covered_from
-- owner: warehouse

select
    c.source_id,
    c.kind_code as kind,
    c.covered_from_date as covered_from,
    cast(c.covered_last_date + interval '1' day as date) as covered_to
from core_coverage as c
order by
    c.source_id,
    covered_from
