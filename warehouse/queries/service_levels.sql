-- How soon fault reports are to be dealt with, by category, those that have a
-- level of their own first. One row per category of fault report.
select
    c.category_id,
    c.service_hours,
    c.service_workdays,
    c.has_own_service_level
from main.mart_category as c
where c.kind = 'fault_report'
order by c.has_own_service_level desc, c.category_id
