-- purpose: runs of days in a row on which a counting point of an area counted;
--   days of an outage are not counted
-- grain: one row per area, source, counting point and run of days
-- key: area_id, source_id, point_code, first_date
-- owner: warehouse

with days as (
    select
        c.source_id,
        c.point_code,
        c.local_date,
        lag(c.local_date) over (
            partition by c.source_id, c.point_code
            order by c.local_date
        ) as day_before
    from core_flow_hour as c
    left join core_flow_outage as o
        on
            c.source_id = o.source_id
            and c.point_code = o.point_code
            and c.local_date = o.local_date
    where o.local_date is null
    group by
        c.source_id,
        c.point_code,
        c.local_date
),

started as (
    select
        d.source_id,
        d.point_code,
        d.local_date,
        sum(
            case
                when d.day_before is null then 1
                when date_diff('day', d.day_before, d.local_date) > 1 then 1
                else 0
            end
        ) over (
            partition by d.source_id, d.point_code
            order by d.local_date
            rows between unbounded preceding and current row
        ) as run_no
    from days as d
),

runs as (
    select
        s.source_id,
        s.point_code,
        s.run_no,
        min(s.local_date) as first_date,
        max(s.local_date) as last_date
    from started as s
    group by
        s.source_id,
        s.point_code,
        s.run_no
)

select
    a.area_id,
    r.source_id,
    r.point_code,
    coalesce(p.point_name, r.point_code) as point_name,
    r.first_date,
    r.last_date
from runs as r
inner join core_flow_point as p
    on r.point_code = p.point_code
inner join core_position_area as a
    on
        p.longitude = a.longitude
        and p.latitude = a.latitude
