-- The days that each incident source has reported on: those that have ever told
-- of one of the areas, or all where none has. A source that works elsewhere says
-- nothing of this place by being silent. One row per source and stretch.
with telling as (
    select distinct source_id
    from main.mart_source_area
    where list_contains($areas, area_id)
)

select
    c.source_id,
    s.name_sv,
    s.name_en,
    c.covered_from,
    c.covered_to
from main.mart_coverage as c
inner join main.mart_source as s on c.source_id = s.source_id
where
    c.kind = 'incident'
    and c.covered_from < c.covered_to
    and (
        c.source_id in (select t.source_id from telling as t)
        or not exists (select 1 from telling)
    )
order by c.source_id, c.covered_from
