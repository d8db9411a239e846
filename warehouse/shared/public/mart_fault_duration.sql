-- purpose: fault reports of an area by when they came, when they were closed
--   and how many hours that took; open ones have no end, of sources that
--   are not protected
-- grain: one row per area, source, category, status, both days and hours
-- key: area_id, source_id, category_id, status_code, local_date, closed_date,
--   open_hours
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.category_id,
    m.status_code,
    m.report_count,
    m.open_hours,
    m.local_date,
    m.closed_date
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
    m.open_hours
