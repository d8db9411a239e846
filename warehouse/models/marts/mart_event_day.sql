-- purpose: events of an area by the day they begin; KPI input, not published
-- grain: one row per area, protection and day
-- key: area_id, is_protected, local_date
-- owner: warehouse

select
    e.area_id,
    count(*) as event_count,
    s.sensitivity_code = 'protected' as is_protected,
    e.local_date
from core_event_area as e
inner join ref_source as s
    on e.source_id = s.source_id
group by
    e.area_id,
    s.sensitivity_code = 'protected',
    e.local_date
