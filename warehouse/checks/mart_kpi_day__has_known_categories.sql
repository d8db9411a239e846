-- purpose: every category of a KPI must have a name to show
-- grain: one row per unknown category
-- key: category_id
-- owner: warehouse

select k.category_id
from mart_kpi_day as k
left join mart_category as c
    on k.category_id = c.category_id
where
    k.category_id <> ''
    and c.category_id is null
group by k.category_id
