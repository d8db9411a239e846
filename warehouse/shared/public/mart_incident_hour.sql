-- purpose: incidents by hour, of sources that are not protected
-- grain: one row per area, category, day and hour
-- key: area_id, category_id, local_date, hour
-- owner: warehouse

select
    h.area_id,
    h.category_id,
    h.incident_count,
    h.hour,
    h.is_protected,
    h.local_date
from mart_incident_hour as h
where not h.is_protected
order by
    h.area_id,
    h.local_date
