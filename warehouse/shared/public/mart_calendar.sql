-- purpose: the calendar with ISO weeks, holidays and breaks
-- grain: one row per day
-- key: local_date
-- owner: warehouse

select
    d.iso_year,
    d.iso_week,
    d.weekday,
    d.holiday_sv,
    d.holiday_en,
    d.break_sv,
    d.break_en,
    d.local_date
from mart_calendar as d
order by d.local_date
