-- purpose: counted passages as the contracts typed them
-- grain: one row per landed value
-- key: load_no, line_no, point_code
-- part: load_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    l.point_code,
    coalesce(l.direction, 'both') as direction_code,
    coalesce(l.quality, 'ok') as quality_code,
    l.visitor_count,
    l.minutes as duration_minutes,
    -- A column of the landed file: the database skips files of other days.
    l.local_date,
    l.counted_from as counted_from_at
from land_flow_count as l
