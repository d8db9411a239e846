-- purpose: fault reports of an area by when they came and were closed, how
--   long they waited, and when their service level's time is up, of sources
--   that are not protected
-- grain: one row per area, source, category, status, days and hours
-- key: area_id, source_id, category_id, status_code, local_date, closed_date,
--   open_hours, wait_hours, is_in_time, due_date
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.category_id,
    m.status_code,
    m.report_count,
    m.open_hours,
    m.wait_hours,
    m.is_in_time,
    m.local_date,
    m.closed_date,
    m.ended_date,
    m.due_date
from mart_fault_duration as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.area_id,
    m.source_id,
    m.category_id,
    m.status_code,
    m.local_date,
    m.closed_date,
    m.open_hours,
    m.wait_hours,
    m.is_in_time,
    m.due_date
