-- purpose: days for which each source has reported, closed-open; of a
--   protected source only whole closed quarters
-- grain: one row per run of days of a source
-- key: source_id, covered_from
-- owner: warehouse

select
    c.source_id,
    c.kind_code as kind,
    c.covered_from_date as covered_from,
    c.covered_to_date as covered_to
from core_shared_coverage as c
order by
    c.source_id,
    covered_from
