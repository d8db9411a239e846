-- purpose: fault reports of an area that open and that end, by day: all days
--   added up to one are those open at its end; KPI input, not published
-- grain: one row per area, source, category and day
-- key: area_id, source_id, category_id, local_date
-- owner: warehouse

with step as (
    select
        c.area_id,
        c.source_id,
        c.category_id,
        1 as opened_count,
        0 as ended_count,
        c.is_protected,
        c.local_date
    from core_fault_case as c
    union all
    select
        c.area_id,
        c.source_id,
        c.category_id,
        0 as opened_count,
        1 as ended_count,
        c.is_protected,
        c.ended_date as local_date
    from core_fault_case as c
    where c.is_ended
)

select
    t.area_id,
    t.source_id,
    t.category_id,
    cast(sum(t.opened_count) as bigint) as opened_count,
    cast(sum(t.ended_count) as bigint) as ended_count,
    t.is_protected,
    t.local_date
from step as t
group by
    t.area_id,
    t.source_id,
    t.category_id,
    t.is_protected,
    t.local_date
