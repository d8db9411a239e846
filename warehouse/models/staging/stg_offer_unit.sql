-- purpose: premises as the contracts typed them
-- grain: one row per landed row
-- key: load_no, line_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    l.unit_id,
    l.unit_type as type_code,
    lower(l.place_name) as place_name,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.longitude
    end as longitude,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.latitude
    end as latitude,
    l.closes_hour,
    l.area_m2,
    coalesce(l.is_ground_floor, true) as is_ground_floor,
    l.is_vacant,
    coalesce(l.is_refurbished, false) as is_refurbished,
    l.surveyed_on as surveyed_at
from land_offer_unit as l
