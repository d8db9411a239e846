-- Days when a counting point cannot have counted. One row per run of days.
with numbered as (
    select
        o.source_id,
        o.point_code,
        o.local_date,
        date_diff('day', date '2000-01-01', o.local_date) - row_number() over (
            partition by o.source_id, o.point_code
            order by o.local_date
        ) as run_no
    from main.mart_flow_outage as o
)

select
    n.source_id,
    n.point_code,
    min(n.local_date) as first_date,
    cast(max(n.local_date) + interval '1' day as date) as end_date
from numbered as n
group by n.source_id, n.point_code, n.run_no
order by n.source_id, n.point_code, first_date
