-- purpose: days on which counting points of an area began or ceased to count,
--   while others of the same source counted before or went on
-- grain: one row per area, source, change and day
-- key: area_id, source_id, change_code, break_on
-- owner: warehouse

with points as (
    select
        r.area_id,
        r.source_id,
        r.point_code,
        r.point_name,
        min(r.first_date) as first_date,
        max(r.last_date) as last_date
    from core_flow_point_run as r
    group by
        r.area_id,
        r.source_id,
        r.point_code,
        r.point_name
),

placed as (
    select
        p.area_id,
        p.source_id,
        p.point_name,
        p.first_date,
        p.last_date,
        min(p.first_date) over (
            partition by p.area_id, p.source_id
        ) as source_first_date,
        max(p.last_date) over (
            partition by p.area_id, p.source_id
        ) as source_last_date
    from points as p
),

changes as (
    select
        l.area_id,
        l.source_id,
        l.point_name,
        'points_started' as change_code,
        l.first_date as break_on
    from placed as l
    where date_diff('day', l.source_first_date, l.first_date) > 28
    union all
    select
        l.area_id,
        l.source_id,
        l.point_name,
        'points_stopped' as change_code,
        cast(l.last_date + interval '1' day as date) as break_on
    from placed as l
    where date_diff('day', l.last_date, l.source_last_date) > 28
)

select
    c.area_id,
    c.source_id,
    c.change_code,
    string_agg(c.point_name, ', ' order by c.point_name) as subject_names,
    count(*) as subject_count,
    c.break_on
from changes as c
group by
    c.area_id,
    c.source_id,
    c.change_code,
    c.break_on
