-- purpose: fault reports of an area by when they came, when they were closed
--   and how many hours that took; open ones have no end
-- grain: one row per area, source, category, status, both days and hours
-- key: area_id, source_id, category_id, status_code, local_date, closed_date,
--   open_hours
-- owner: warehouse

select
    f.area_id,
    f.source_id,
    f.category_id,
    f.status_code,
    count(*) as report_count,
    cast(
        floor(date_diff('second', f.created_at, f.closed_at) / 3600) as bigint
    ) as open_hours,
    f.local_date,
    cast(f.closed_at as date) as closed_date
from core_fault_report_area as f
group by
    f.area_id,
    f.source_id,
    f.category_id,
    f.status_code,
    cast(
        floor(date_diff('second', f.created_at, f.closed_at) / 3600) as bigint
    ),
    f.local_date,
    cast(f.closed_at as date)
