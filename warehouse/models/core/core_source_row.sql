-- purpose: every dated row of every source, with what became of it; counts of
--   passages by hour
-- grain: one row per dated row, or per hour of a counting point
-- key: none
-- part: local_date
-- owner: warehouse

select
    i.source_id,
    'incident' as kind_code,
    i.longitude,
    i.latitude,
    i.place_name,
    1 as row_count,
    i.category_id <> 'unmapped' as is_mapped,
    i.local_date
from core_incident as i
union all
select
    f.source_id,
    'fault_report' as kind_code,
    f.longitude,
    f.latitude,
    f.place_name,
    1 as row_count,
    f.is_mapped,
    f.local_date
from core_fault_report as f
union all
select
    n.source_id,
    'inspection' as kind_code,
    n.longitude,
    n.latitude,
    n.place_name,
    1 as row_count,
    true as is_mapped,
    n.local_date
from core_inspection as n
union all
select
    e.source_id,
    'event' as kind_code,
    e.longitude,
    e.latitude,
    e.place_name,
    1 as row_count,
    true as is_mapped,
    e.local_date
from core_event as e
union all
select
    c.source_id,
    'flow_count' as kind_code,
    p.longitude,
    p.latitude,
    cast(null as varchar) as place_name,
    c.row_count,
    true as is_mapped,
    c.local_date
from core_flow_hour as c
left join core_flow_point as p
    on c.point_code = p.point_code
left join core_flow_outage as o
    on
        c.source_id = o.source_id
        and c.point_code = o.point_code
        and c.local_date = o.local_date
where o.local_date is null
union all
select
    w.source_id,
    w.kind_code,
    w.longitude,
    w.latitude,
    w.place_name,
    1 as row_count,
    true as is_mapped,
    w.local_date
from core_wider_row as w
