-- purpose: measures that become late, and that are then done
-- grain: one row per measure and step
-- key: measure_id, late_count
-- owner: warehouse

select
    p.measure_id,
    1 as late_count,
    p.late_date as local_date
from core_plan_step as p
where
    p.late_date is not null
    and (p.done_date is null or p.done_date >= p.late_date)
union all
select
    p.measure_id,
    -1 as late_count,
    p.done_date as local_date
from core_plan_step as p
where
    p.late_date is not null
    and p.done_date >= p.late_date
