-- purpose: fault reports of an area as cases, open or ended, with how long
--   they have waited; no duplicates, none rejected, none whose end is unknown
-- grain: one row per fault report and area
-- key: area_id, source_id, row_key
-- owner: warehouse

with reach as (
    select
        c.source_id,
        max(c.covered_last_date) as known_to_date
    from core_coverage as c
    group by c.source_id
),

judged as (
    select
        f.area_id,
        f.source_id,
        f.row_key,
        f.category_id,
        f.local_date,
        f.created_at,
        case
            when coalesce(f.status_code, '') <> 'open' then f.closed_at
        end as ended_at,
        f.status_code
    from core_fault_report_area as f
    where coalesce(f.status_code, '') not in ('duplicate', 'rejected')
)

select
    j.area_id,
    j.source_id,
    j.row_key,
    j.category_id,
    greatest(
        date_diff(
            'second',
            j.created_at,
            coalesce(
                j.ended_at,
                cast(r.known_to_date + interval '1' day as timestamp)
            )
        ),
        0
    ) as wait_seconds,
    j.ended_at is not null as is_ended,
    s.sensitivity_code = 'protected' as is_protected,
    j.local_date,
    cast(j.ended_at as date) as ended_date,
    r.known_to_date,
    j.created_at
from judged as j
inner join reach as r
    on j.source_id = r.source_id
inner join ref_source as s
    on j.source_id = s.source_id
where
    (j.ended_at is not null or coalesce(j.status_code, '') <> 'closed')
    and (j.ended_at is null or cast(j.ended_at as date) >= j.local_date)
