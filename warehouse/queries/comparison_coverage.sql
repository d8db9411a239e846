-- The days that each incident source has reported on. One row per source and
-- stretch.
select
    c.source_id,
    s.name_sv,
    s.name_en,
    c.covered_from,
    c.covered_to
from main.mart_coverage as c
inner join main.mart_source as s on c.source_id = s.source_id
where c.kind = 'incident' and c.covered_from < c.covered_to
order by c.source_id, c.covered_from
