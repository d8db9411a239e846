-- purpose: faults, inspections and counting points of sources that may be shown
--   as points; never a protected source
-- grain: one row per point in an area
-- key: area_id, kind, longitude, latitude, local_date
-- part: longitude, latitude
-- owner: warehouse

with every as (
    select
        f.area_id,
        f.source_id,
        'fault_report' as kind,
        f.category_id,
        f.status_code as label,
        f.longitude,
        f.latitude,
        f.local_date
    from core_fault_report_area as f
    union all
    select
        i.area_id,
        i.source_id,
        'inspection' as kind,
        '' as category_id,
        i.result_code as label,
        i.longitude,
        i.latitude,
        i.local_date
    from core_inspection_area as i
    union all
    select
        a.area_id,
        p.source_id,
        'flow_point' as kind,
        '' as category_id,
        p.point_name as label,
        p.longitude,
        p.latitude,
        cast(null as date) as local_date
    from core_flow_point as p
    inner join core_position_area as a
        on
            p.longitude = a.longitude
            and p.latitude = a.latitude
)

select
    e.area_id,
    e.source_id,
    e.kind,
    e.category_id,
    e.label,
    e.longitude,
    e.latitude,
    e.local_date
from every as e
inner join ref_source as s
    on e.source_id = s.source_id
where
    s.sensitivity_code <> 'protected'
    and e.longitude is not null
order by
    e.area_id,
    e.kind,
    e.local_date
