-- purpose: fault reports of an area by when they came and were closed, and how
--   long they waited: to their end, or, while open, to the last day that is
--   known; none of duplicates, rejected ones and ends that nobody knows
-- grain: one row per area, source, category, status, days and hours
-- key: area_id, source_id, category_id, status_code, local_date, closed_date,
--   open_hours, wait_hours, is_within_48_hours
-- owner: warehouse

with reach as (
    select
        c.source_id,
        max(c.covered_last_date) + interval '1' day as known_to_at
    from core_coverage as c
    group by c.source_id
),

report as (
    select
        f.area_id,
        f.source_id,
        f.category_id,
        f.status_code,
        f.local_date,
        cast(f.closed_at as date) as closed_date,
        date_diff('second', f.created_at, f.closed_at) as open_seconds,
        coalesce(f.status_code, '') <> 'open'
        and f.closed_at is not null as is_ended,
        greatest(
            date_diff('second', f.created_at, case
                when coalesce(f.status_code, '') <> 'open'
                    then coalesce(f.closed_at, r.known_to_at)
                else r.known_to_at
            end), 0
        ) as wait_seconds,
        coalesce(f.status_code, '') in ('duplicate', 'rejected')
        or (f.status_code = 'closed' and f.closed_at is null)
        or coalesce(cast(f.closed_at as date) < f.local_date, false)
            as is_left_out
    from core_fault_report_area as f
    left join reach as r
        on f.source_id = r.source_id
)

select
    p.area_id,
    p.source_id,
    p.category_id,
    p.status_code,
    count(*) as report_count,
    cast(floor(p.open_seconds / 3600) as bigint) as open_hours,
    case
        when not p.is_left_out
            then cast(floor(p.wait_seconds / 3600) as bigint)
    end as wait_hours,
    p.is_ended
    and not p.is_left_out
    and p.wait_seconds <= 172800 as is_within_48_hours,
    p.local_date,
    p.closed_date,
    case when p.is_ended and not p.is_left_out then p.closed_date end
        as ended_date
from report as p
group by
    p.area_id, p.source_id, p.category_id, p.status_code, p.is_ended,
    p.is_left_out, p.local_date, p.closed_date,
    floor(p.open_seconds / 3600), floor(p.wait_seconds / 3600),
    p.wait_seconds <= 172800
