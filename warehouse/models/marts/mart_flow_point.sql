-- purpose: which counting points of an area counted when: two spans compare
--   only if the same points counted in both
-- grain: one row per area, source, counting point and run of days in a row
-- key: area_id, source_id, point_code, first_date
-- owner: warehouse

select
    r.area_id,
    r.source_id,
    r.point_code,
    r.first_date,
    r.last_date
from core_flow_point_run as r
order by
    r.area_id,
    r.source_id,
    r.point_code,
    r.first_date
