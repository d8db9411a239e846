-- purpose: fault reports of an area by when they came and were closed, and how
--   long they have waited as cases; duplicates, rejected ones and ends that
--   nobody knows are no cases and have no wait
-- grain: one row per area, source, category, status, days and hours
-- key: area_id, source_id, category_id, status_code, local_date, closed_date,
--   open_hours, wait_hours, is_within_48_hours
-- owner: warehouse

with report as (
    select
        f.area_id,
        f.source_id,
        f.category_id,
        f.status_code,
        cast(
            floor(date_diff('second', f.created_at, f.closed_at) / 3600)
            as bigint
        ) as open_hours,
        cast(floor(c.wait_seconds / 3600) as bigint) as wait_hours,
        coalesce(c.is_ended and c.wait_seconds <= 172800, false)
            as is_within_48_hours,
        f.local_date,
        cast(f.closed_at as date) as closed_date,
        c.ended_date
    from core_fault_report_area as f
    left join core_fault_case as c
        on
            f.area_id = c.area_id
            and f.source_id = c.source_id
            and f.row_key = c.row_key
)

select
    p.area_id,
    p.source_id,
    p.category_id,
    p.status_code,
    count(*) as report_count,
    p.open_hours,
    p.wait_hours,
    p.is_within_48_hours,
    p.local_date,
    p.closed_date,
    p.ended_date
from report as p
group by
    p.area_id,
    p.source_id,
    p.category_id,
    p.status_code,
    p.open_hours,
    p.wait_hours,
    p.is_within_48_hours,
    p.local_date,
    p.closed_date,
    p.ended_date
