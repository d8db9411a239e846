-- purpose: events of an area by the day they begin; KPI input, not published
-- grain: one row per area and day
-- key: area_id, local_date
-- owner: warehouse

select
    e.area_id,
    count(*) as event_count,
    e.local_date
from core_event_area as e
group by
    e.area_id,
    e.local_date
