-- purpose: days for which each source has reported on an area, closed-open; an
--   area that it does not report on has no number, and no zero
-- grain: one row per run of days of a source in an area
-- key: area_id, source_id, covered_from
-- owner: warehouse

with every as (
    select
        w.area_id,
        w.source_id,
        w.kind_code,
        w.covered_from_date,
        w.covered_last_date
    from core_wide_coverage as w
    union all
    select
        s.area_id,
        s.source_id,
        s.kind_code,
        s.covered_from_date,
        s.covered_last_date
    from core_spot_coverage as s
    union all
    select
        m.area_id,
        m.source_id,
        'plan_measure' as kind_code,
        min(m.local_date) as covered_from_date,
        max(r.loaded_date) as covered_last_date
    from mart_plan_input as m
    inner join ref_source_load as r
        on m.source_id = r.source_id
    group by
        m.area_id,
        m.source_id
)

select
    e.area_id,
    e.source_id,
    e.kind_code as kind,
    e.covered_from_date as covered_from,
    cast(e.covered_last_date + interval '1' day as date) as covered_to
from every as e
order by
    e.area_id,
    e.source_id,
    covered_from
