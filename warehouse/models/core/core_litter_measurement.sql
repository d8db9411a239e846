-- purpose: litter counts, each once in its newest form
-- grain: one row per row in its newest form
-- key: source_id, row_key
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.measurement_id,
    s.method_code,
    s.type_code,
    s.place_name,
    s.longitude,
    s.latitude,
    s.item_count,
    s.area_m2,
    cast(s.measured_at as date) as local_date
from stg_litter_measurement as s
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
