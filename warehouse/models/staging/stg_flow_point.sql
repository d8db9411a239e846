-- purpose: counting points as the contracts typed them
-- grain: one row per landed row
-- key: load_no, line_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    l.point_code,
    coalesce(l.point_name, l.point_code) as point_name,
    l.longitude,
    l.latitude
from land_flow_point as l
