-- purpose: counted passages, each value once in its newest form
-- grain: one row per counting point and moment of a source
-- key: source_id, row_key
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.point_code,
    s.visitor_count,
    s.duration_minutes,
    cast(s.counted_from_at as date) as local_date,
    s.counted_from_at
from stg_flow_count as s
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
