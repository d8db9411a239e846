-- purpose: counted passages by hour; counts of more than an hour apart from the
--   others
-- grain: one row per source, counting point, hour, and whether a count is of
--   an hour at most
-- key: source_id, point_code, local_date, hour, is_within_hour
-- part: local_date
-- owner: warehouse

select
    t.source_id,
    t.point_code,
    t.row_count,
    t.visitor_count,
    t.duration_minutes,
    t.hour,
    t.is_within_hour,
    t.local_date
from core_flow_told as t
where t.duration_minutes > 0
