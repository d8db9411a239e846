-- purpose: days for which each source has reported on an area, closed-open; of
--   a protected source whole closed quarters, in every area alike
-- grain: one row per run of days of a source in an area
-- key: area_id, source_id, covered_from
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.kind,
    m.covered_from,
    m.covered_to
from mart_area_coverage as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
union all
select
    a.area_id,
    c.source_id,
    c.kind_code as kind,
    c.covered_from_date as covered_from,
    c.covered_to_date as covered_to
from core_shared_coverage as c
inner join ref_source as s
    on c.source_id = s.source_id
cross join ref_area as a
where s.sensitivity_code = 'protected'
order by
    area_id,
    source_id,
    covered_from
