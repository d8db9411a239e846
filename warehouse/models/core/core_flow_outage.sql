-- purpose: days of a counting point that are missing, not small: in a run of
--   days with only zeros that is longer than a sensor that counts can have, or
--   with more than six hours lost
-- grain: one row per counting point and day
-- key: source_id, point_code, local_date
-- owner: warehouse

with days as (
    select
        n.source_id,
        n.point_code,
        sum(n.visitor_count) as visitor_count,
        n.local_date
    from core_flow_hour as n
    group by
        n.source_id,
        n.point_code,
        n.local_date
),

runs as (
    select
        d.source_id,
        d.point_code,
        d.visitor_count,
        d.local_date,
        sum(
            case
                when d.visitor_count > 0 then 1
                else 0
            end
        ) over (
            partition by d.source_id, d.point_code
            order by d.local_date
            rows between unbounded preceding and current row
        ) as run_no
    from days as d
),

counted as (
    select
        r.source_id,
        r.point_code,
        r.local_date,
        count(*) over (
            partition by r.source_id, r.point_code, r.run_no
        ) as day_count
    from runs as r
    where r.visitor_count = 0
)

select
    c.source_id,
    c.point_code,
    c.local_date
from counted as c
inner join ref_source as f
    on c.source_id = f.source_id
where
    f.outage_days > 0
    and c.day_count >= f.outage_days
union distinct
select
    t.source_id,
    t.point_code,
    t.local_date
from core_flow_told as t
group by
    t.source_id,
    t.point_code,
    t.local_date
having sum(t.lost_minutes) > 6 * 60
