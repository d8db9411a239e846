-- purpose: days for which a source has reported on an area, where it measures
--   at spots: an area without one has no number, and no zero
-- grain: one row per run of days of a source in an area
-- key: area_id, source_id, covered_from_date
-- owner: warehouse

with reported as (
    select
        d.area_id,
        d.source_id,
        d.kind_code,
        d.local_date,
        lag(d.local_date) over (
            partition by d.area_id, d.source_id
            order by d.local_date
        ) as day_before
    from core_area_day as d
    where d.kind_code not in ('incident', 'fault_report', 'inspection', 'event')
),

started as (
    select
        r.area_id,
        r.source_id,
        r.kind_code,
        r.local_date,
        sum(
            case
                when r.day_before is null then 1
                when
                    date_diff('day', r.day_before, r.local_date)
                    > s.longest_gap_days then 1
                else 0
            end
        ) over (
            partition by r.area_id, r.source_id
            order by r.local_date
            rows between unbounded preceding and current row
        ) as run_no
    from reported as r
    inner join ref_source as s
        on r.source_id = s.source_id
),

runs as (
    select
        s.area_id,
        s.source_id,
        s.kind_code,
        min(s.local_date) as first_date,
        max(s.local_date) as last_date
    from started as s
    group by
        s.area_id,
        s.source_id,
        s.kind_code,
        s.run_no
)

select
    r.area_id,
    r.source_id,
    r.kind_code,
    f.period_from_date as covered_from_date,
    least(t.period_to_date, greatest(l.loaded_date, r.last_date))
        as covered_last_date
from runs as r
inner join ref_source as s
    on r.source_id = s.source_id
inner join ref_source_load as l
    on r.source_id = l.source_id
inner join ref_cadence as f
    on
        s.reported_by_code = f.cadence_code
        and r.first_date = f.local_date
inner join ref_cadence as t
    on
        s.reported_by_code = t.cadence_code
        and r.last_date = t.local_date
