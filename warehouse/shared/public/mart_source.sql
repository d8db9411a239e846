-- purpose: each source; of a protected one no counts, and its reach in whole
--   closed quarters
-- grain: one row per source
-- key: source_id
-- owner: warehouse

with reach as (
    select
        c.source_id,
        min(c.covered_from_date) as data_from,
        max(c.covered_to_date) as covered_to_date
    from core_shared_coverage as c
    group by c.source_id
),

told as (
    select
        s.source_id,
        case when s.sensitivity <> 'protected' then 1 end as factor
    from mart_source as s
)

select
    s.source_id,
    s.kind,
    s.name_sv,
    s.name_en,
    s.publisher_sv,
    s.publisher_en,
    s.licence_sv,
    s.licence_en,
    s.sensitivity,
    s.cadence,
    s.date_unit,
    s.preliminary_days,
    s.longest_pause_days,
    s.row_count * t.factor as row_count,
    s.rejected_count * t.factor as rejected_count,
    s.no_position_count * t.factor as no_position_count,
    s.outside_count * t.factor as outside_count,
    s.unmapped_count * t.factor as unmapped_count,
    r.data_from,
    cast(r.covered_to_date - interval '1' day as date) as data_to
from mart_source as s
inner join told as t
    on s.source_id = t.source_id
left join reach as r
    on s.source_id = r.source_id
order by s.source_id
