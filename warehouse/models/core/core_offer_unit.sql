-- purpose: premises, each once in its newest form
-- grain: one row per row in its newest form
-- key: source_id, row_key
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.unit_id,
    s.type_code,
    s.place_name,
    s.longitude,
    s.latitude,
    s.closes_hour,
    s.area_m2,
    s.is_ground_floor,
    s.is_vacant,
    s.is_refurbished,
    cast(s.surveyed_at as date) as local_date
from stg_offer_unit as s
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
