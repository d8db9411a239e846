-- The days that incident sources have reported on at one of the areas. A source
-- that works elsewhere says nothing of this place by being silent. One row per
-- source and stretch.
select distinct
    c.source_id,
    s.name_sv,
    s.name_en,
    c.covered_from,
    c.covered_to
from main.mart_area_coverage as c
inner join main.mart_source as s on c.source_id = s.source_id
where
    c.kind = 'incident'
    and c.covered_from < c.covered_to
    and list_contains($areas, c.area_id)
order by c.source_id, c.covered_from
