-- purpose: every dated row of every source, with what became of it
-- grain: one row per dated row
-- key: source_id, row_key
-- owner: warehouse

select
    i.source_id,
    i.row_key,
    'incident' as kind_code,
    i.longitude,
    i.latitude,
    i.place_name,
    i.category_id <> 'unmapped' as is_mapped,
    i.local_date
from core_incident as i
union all
select
    f.source_id,
    f.row_key,
    'fault_report' as kind_code,
    f.longitude,
    f.latitude,
    f.place_name,
    f.is_mapped,
    f.local_date
from core_fault_report as f
union all
select
    n.source_id,
    n.row_key,
    'inspection' as kind_code,
    n.longitude,
    n.latitude,
    n.place_name,
    true as is_mapped,
    n.local_date
from core_inspection as n
union all
select
    e.source_id,
    e.row_key,
    'event' as kind_code,
    e.longitude,
    e.latitude,
    e.place_name,
    true as is_mapped,
    e.local_date
from core_event as e
union all
select
    c.source_id,
    c.row_key,
    'flow_count' as kind_code,
    p.longitude,
    p.latitude,
    cast(null as varchar) as place_name,
    true as is_mapped,
    c.local_date
from core_flow_count as c
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
    w.row_key,
    w.kind_code,
    w.longitude,
    w.latitude,
    w.place_name,
    true as is_mapped,
    w.local_date
from core_wider_row as w
