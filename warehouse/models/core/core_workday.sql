-- purpose: working days, numbered, and for other days the number of the last
--   one
-- grain: one row per day
-- key: local_date
-- owner: warehouse

select
    d.local_date,
    d.weekday <= 5 and d.holiday_sv is null as is_workday,
    sum(
        case
            when d.weekday <= 5 and d.holiday_sv is null then 1
            else 0
        end
    ) over (
        order by d.local_date
        rows between unbounded preceding and current row
    ) as workday_no
from ref_day as d
