-- purpose: every position that any row has, with its band of latitude
-- grain: one row per position
-- key: longitude, latitude
-- owner: warehouse

with every as (
    select
        i.longitude,
        i.latitude
    from core_incident as i
    union all
    select
        f.longitude,
        f.latitude
    from core_fault_report as f
    union all
    select
        n.longitude,
        n.latitude
    from core_inspection as n
    union all
    select
        e.longitude,
        e.latitude
    from core_event as e
    union all
    select
        p.longitude,
        p.latitude
    from core_flow_point as p
)

select
    e.longitude,
    e.latitude,
    cast(floor(e.latitude * 1000) as bigint) as band
from every as e
where e.longitude is not null
group by
    e.longitude,
    e.latitude
