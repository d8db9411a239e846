-- purpose: counting points, each once in its newest form
-- grain: one row per counting point
-- key: point_code
-- owner: warehouse

select
    s.point_code,
    s.source_id,
    s.point_name,
    s.longitude,
    s.latitude
from stg_flow_point as s
qualify row_number() over (
    partition by s.point_code
    order by s.load_no desc, s.line_no desc
) = 1
