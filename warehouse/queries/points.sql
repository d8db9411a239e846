-- Single reports and counting points of one area in a span; undated ones
-- always. Kinds that any protected source brings are left out, whatever the
-- table holds. One row per point.
select
    kind,
    longitude,
    latitude,
    local_date,
    coalesce(label, '') as label,
    coalesce(category_id, '') as category_id,
    source_id
from main.mart_point
where
    area_id = $area_id
    and kind in ('fault_report', 'inspection', 'flow_point')
    and kind not in (
        select s.kind
        from main.mart_source as s
        where s.sensitivity = 'protected'
    )
    and (local_date is null or (local_date >= $first and local_date < $end))
    and (
        kind <> 'fault_report'
        or len($fault_categories) = 0
        or list_contains(
            cast($fault_categories as varchar[]), category_id
        )
    )
order by kind, local_date, label, longitude, latitude
