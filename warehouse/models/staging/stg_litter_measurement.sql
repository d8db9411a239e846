-- purpose: litter counts as the contracts typed them
-- grain: one row per landed value
-- key: load_no, line_no, type_code
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    l.measurement_id,
    l.method_code,
    l.litter_type as type_code,
    lower(l.place_name) as place_name,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.longitude
    end as longitude,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.latitude
    end as latitude,
    l.item_count,
    l.area_m2,
    l.measured_at
from land_litter_measurement as l
