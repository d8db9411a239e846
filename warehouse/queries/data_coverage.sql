-- Days for which each source has reported. One row per run of days.
select
    c.source_id,
    c.covered_from,
    c.covered_to
from main.mart_coverage as c
order by c.source_id, c.covered_from
