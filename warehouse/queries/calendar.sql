-- Every holiday and break. One row per day that has one.
select
    local_date,
    holiday_sv,
    holiday_en,
    break_sv,
    break_en
from main.mart_calendar
where holiday_sv is not null or break_sv is not null
order by local_date
