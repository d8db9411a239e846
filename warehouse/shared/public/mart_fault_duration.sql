-- purpose: fault reports of an area by when they came and were closed, and how
--   long they waited, of sources that are not protected
-- grain: one row per area, source, category, status, days and hours
-- key: area_id, source_id, category_id, status_code, local_date, closed_date,
--   open_hours, wait_hours, is_within_48_hours
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.category_id,
    m.status_code,
    m.report_count,
    m.open_hours,
    m.wait_hours,
    m.is_within_48_hours,
    m.local_date,
    m.closed_date,
    m.ended_date
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
    m.is_within_48_hours
