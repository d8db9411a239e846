-- purpose: each source: who sends it, how far it reaches, what became of its
--   rows
-- grain: one row per source
-- key: source_id
-- owner: warehouse

with days as (
    select
        d.source_id,
        sum(d.row_count) as row_count,
        sum(d.no_position_count) as no_position_count,
        sum(d.outside_count) as outside_count,
        sum(d.unmapped_count) as unmapped_count
    from core_source_day as d
    group by d.source_id
),

undated as (
    select
        m.source_id,
        count(*) as row_count
    from core_plan_measure as m
    group by m.source_id
    union all
    select
        p.source_id,
        count(*) as row_count
    from core_flow_point as p
    group by p.source_id
),

reach as (
    select
        c.source_id,
        min(c.covered_from_date) as data_from,
        max(c.covered_last_date) as data_to
    from core_coverage as c
    group by c.source_id
),

rejected as (
    select
        l.source_id,
        sum(l.rejected_count) as rejected_count
    from ref_load as l
    group by l.source_id
)

select
    s.source_id,
    s.kind_code as kind,
    s.name_sv,
    s.name_en,
    s.publisher_sv,
    s.publisher_en,
    s.licence_sv,
    s.licence_en,
    s.sensitivity_code as sensitivity,
    s.cadence_code as cadence,
    s.date_unit_code as date_unit,
    s.preliminary_days,
    s.longest_pause_days,
    cast(coalesce(d.row_count, u.row_count, 0) as bigint) as row_count,
    cast(coalesce(j.rejected_count, 0) as bigint) as rejected_count,
    cast(coalesce(d.no_position_count, 0) as bigint) as no_position_count,
    cast(coalesce(d.outside_count, 0) as bigint) as outside_count,
    cast(coalesce(d.unmapped_count, 0) as bigint) as unmapped_count,
    r.data_from,
    r.data_to
from ref_source as s
left join days as d
    on s.source_id = d.source_id
left join undated as u
    on s.source_id = u.source_id
left join reach as r
    on s.source_id = r.source_id
left join rejected as j
    on s.source_id = j.source_id
order by s.source_id
