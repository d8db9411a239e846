-- purpose: fault reports of an area by the day they were due, 48 hours or five
--   working days after they came; KPI input, not published
-- grain: one row per area, source, category, rule and day
-- key: area_id, source_id, category_id, rule_code, local_date
-- owner: warehouse

with due as (
    select
        c.area_id,
        c.source_id,
        c.category_id,
        'hours_48' as rule_code,
        c.is_ended and c.wait_seconds <= 172800 as is_met,
        c.is_protected,
        c.known_to_date,
        cast(c.created_at + interval '48' hour as date) as local_date
    from core_fault_case as c
    union all
    select
        c.area_id,
        c.source_id,
        c.category_id,
        'workdays_5' as rule_code,
        c.is_ended and c.ended_date <= l.local_date as is_met,
        c.is_protected,
        c.known_to_date,
        l.local_date
    from core_fault_case as c
    inner join core_workday as f
        on c.local_date = f.local_date
    inner join core_workday as l
        on
            l.is_workday
            and f.workday_no + 5 = l.workday_no
)

select
    d.area_id,
    d.source_id,
    d.category_id,
    d.rule_code,
    count(*) as due_count,
    cast(
        sum(
            case
                when d.is_met then 1
                else 0
            end
        ) as bigint
    ) as met_count,
    d.is_protected,
    d.local_date
from due as d
where d.local_date <= d.known_to_date
group by
    d.area_id,
    d.source_id,
    d.category_id,
    d.rule_code,
    d.is_protected,
    d.local_date
