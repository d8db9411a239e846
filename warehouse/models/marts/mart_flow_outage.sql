-- purpose: days when a counting point cannot have counted: only zeros for
--   long, or more than six hours lost
-- grain: one row per counting point and day
-- key: source_id, point_code, local_date
-- owner: warehouse

select
    o.source_id,
    o.point_code,
    o.local_date
from core_flow_outage as o
