-- purpose: inspected checkpoints, each once in its newest form
-- grain: one row per row in its newest form
-- key: source_id, row_key
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.round_code,
    s.light_code,
    s.aspect_code,
    s.checkpoint_name,
    s.owner_org,
    s.measure_no,
    s.place_name,
    s.longitude,
    s.latitude,
    s.rating,
    cast(s.inspected_at as date) as local_date
from stg_inspection_item as s
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
