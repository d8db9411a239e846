-- purpose: days when a counting point gave only zeros for so long that it
--   cannot have counted, of sources that are not protected
-- grain: one row per counting point and day
-- key: source_id, point_code, local_date
-- owner: warehouse

select
    m.source_id,
    m.point_code,
    m.local_date
from mart_flow_outage as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.source_id,
    m.point_code,
    m.local_date
