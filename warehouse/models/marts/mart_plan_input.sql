-- purpose: measures of a place's plan that are decided, begin, become late and
--   are done, by day: days added up to one are the plan as it stood; KPI
--   input, not published
-- grain: one row per place, source and day
-- key: area_id, source_id, local_date
-- owner: warehouse

with step as (
    select
        p.site_id,
        p.source_id,
        1 as measure_count,
        0 as begun_count,
        0 as late_count,
        case
            when p.has_indicator then 1
            else 0
        end as indicator_count,
        p.known_date as local_date
    from core_plan_step as p
    union all
    select
        p.site_id,
        p.source_id,
        0 as measure_count,
        1 as begun_count,
        0 as late_count,
        0 as indicator_count,
        p.begun_date as local_date
    from core_plan_step as p
    where p.begun_date is not null
    union all
    select
        p.site_id,
        p.source_id,
        0 as measure_count,
        0 as begun_count,
        d.late_count,
        0 as indicator_count,
        d.local_date
    from core_plan_step as p
    inner join core_plan_late as d
        on p.measure_id = d.measure_id
)

select
    t.site_id as area_id,
    t.source_id,
    cast(sum(t.measure_count) as bigint) as measure_count,
    cast(sum(t.begun_count) as bigint) as begun_count,
    cast(sum(t.late_count) as bigint) as late_count,
    cast(sum(t.indicator_count) as bigint) as indicator_count,
    s.sensitivity_code = 'protected' as is_protected,
    t.local_date
from step as t
inner join ref_source as s
    on t.source_id = s.source_id
group by
    t.site_id,
    t.source_id,
    s.sensitivity_code,
    t.local_date
