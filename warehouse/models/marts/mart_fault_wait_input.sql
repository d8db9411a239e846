-- purpose: how long fault reports of an area waited, by the day they came;
--   those that still wait have waited so far; KPI input, not published
-- grain: one row per area, source, category, day and wait in whole hours
-- key: area_id, source_id, category_id, local_date, wait_days
-- owner: warehouse

with waited as (
    select
        c.area_id,
        c.source_id,
        c.category_id,
        cast(floor(c.wait_seconds / 3600) as bigint) as wait_hours,
        c.is_ended,
        c.is_protected,
        c.local_date
    from core_fault_case as c
)

select
    w.area_id,
    w.source_id,
    w.category_id,
    cast(w.wait_hours as double) / nullif(24, 0) as wait_days,
    cast(
        sum(
            case
                when w.is_ended then 1
                else 0
            end
        ) as bigint
    ) as ended_count,
    count(*) as case_count,
    w.is_protected,
    w.local_date
from waited as w
group by
    w.area_id,
    w.source_id,
    w.category_id,
    w.wait_hours,
    w.is_protected,
    w.local_date
