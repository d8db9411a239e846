-- purpose: days when a counting point gave only zeros for so long that it
--   cannot have counted
-- grain: one row per counting point and day
-- key: source_id, point_code, local_date
-- owner: warehouse

select
    o.source_id,
    o.point_code,
    o.local_date
from core_flow_outage as o
