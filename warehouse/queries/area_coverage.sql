-- The days that sources have reported on for one area. One row per source and
-- stretch.
select
    kind,
    source_id,
    covered_from,
    covered_to
from main.mart_area_coverage
where area_id = $area_id and covered_from < covered_to
order by kind, covered_from
