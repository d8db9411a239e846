-- Fault reports of one area whose time was up in a span: 48 hours after they
-- came for the kinds in $within_48_hours, five working days for all others.
-- One still open whose time is up is a miss. One row per category.
with workday as (
    select
        c.local_date,
        c.weekday <= 5 and c.holiday_sv is null as is_workday,
        sum(
            case
                when c.weekday <= 5 and c.holiday_sv is null then 1
                else 0
            end
        ) over (
            order by c.local_date
            rows between unbounded preceding and current row
        ) as workday_no
    from main.mart_calendar as c
),

waiting as (
    select
        f.*,
        s.data_to,
        list_contains(
            cast($within_48_hours as varchar[]), f.category_id
        ) as is_urgent
    from main.mart_fault_duration as f
    inner join main.mart_source as s
        on f.source_id = s.source_id
    where
        f.area_id = $area_id
        and f.wait_hours is not null
),

due as (
    select
        w.category_id,
        w.report_count,
        w.is_within_48_hours as is_met,
        w.data_to,
        cast(w.local_date + interval '2' day as date) as due_date
    from waiting as w
    where w.is_urgent
    union all
    select
        w.category_id,
        w.report_count,
        coalesce(w.ended_date <= l.local_date, false) as is_met,
        w.data_to,
        l.local_date as due_date
    from waiting as w
    inner join workday as c
        on w.local_date = c.local_date
    inner join workday as l
        on
            l.is_workday
            and c.workday_no + 5 = l.workday_no
    where not w.is_urgent
)

select
    d.category_id,
    cast(
        coalesce(sum(d.report_count) filter (where d.is_met), 0) as bigint
    ) as met_count,
    cast(sum(d.report_count) as bigint) as due_count
from due as d
where
    d.due_date >= $first
    and d.due_date < $end
    and d.due_date <= d.data_to
group by d.category_id
