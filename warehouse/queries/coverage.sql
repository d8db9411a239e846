-- The days that sources have reported on. One row per source and stretch.
select
    kind,
    covered_from,
    covered_to
from main.mart_coverage
where covered_from < covered_to
order by kind, covered_from
