-- purpose: fault reports of an area by when they came and were closed, how
--   long they have waited as cases, and when their time is up; duplicates,
--   rejected ones and ends that nobody knows are no cases and have no wait
-- grain: one row per area, source, category, status, days and hours
-- key: area_id, source_id, category_id, status_code, local_date, closed_date,
--   open_hours, wait_hours, is_in_time, due_date
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
        coalesce(
            c.is_ended
            and case
                when k.service_hours is null
                    then c.ended_date <= l.local_date
                else c.wait_seconds <= k.service_hours * 3600
            end,
            false
        ) as is_in_time,
        f.local_date,
        cast(f.closed_at as date) as closed_date,
        c.ended_date,
        case
            when k.service_hours is null then l.local_date
            else
                cast(
                    f.created_at + k.service_hours * interval '1' hour as date
                )
        end as due_date
    from core_fault_report_area as f
    left join core_fault_case as c
        on
            f.area_id = c.area_id
            and f.source_id = c.source_id
            and f.row_key = c.row_key
    left join ref_category as k
        on f.category_id = k.category_id
    left join core_workday as d
        on f.local_date = d.local_date
    left join core_workday as l
        on
            l.is_workday
            and d.workday_no + k.service_workdays = l.workday_no
)

select
    p.area_id,
    p.source_id,
    p.category_id,
    p.status_code,
    count(*) as report_count,
    p.open_hours,
    p.wait_hours,
    p.is_in_time,
    p.local_date,
    p.closed_date,
    p.ended_date,
    p.due_date
from report as p
group by
    p.area_id,
    p.source_id,
    p.category_id,
    p.status_code,
    p.open_hours,
    p.wait_hours,
    p.is_in_time,
    p.local_date,
    p.closed_date,
    p.ended_date,
    p.due_date
