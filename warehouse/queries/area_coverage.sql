-- The days that sources have reported on for one area, and what a date of the
-- source stands for. One row per source and stretch.
select
    c.kind,
    c.source_id,
    c.covered_from,
    c.covered_to,
    coalesce(s.date_unit, 'day') as date_unit
from main.mart_area_coverage as c
left join main.mart_source as s on c.source_id = s.source_id
where c.area_id = $area_id and c.covered_from < c.covered_to
order by c.kind, c.covered_from
