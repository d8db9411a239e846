-- How long the cases of KPIs waited in one area. $categories bounds the KPIs
-- in $filtered. One row per KPI, day and wait.
select
    kpi_id,
    local_date,
    amount,
    coalesce(sum(ended_count), 0) as ended_count,
    coalesce(sum(case_count), 0) as case_count
from main.mart_kpi_wait
where
    area_id = $area_id
    and (
        not list_contains(cast($filtered as varchar[]), kpi_id)
        or list_contains(cast($categories as varchar[]), category_id)
    )
group by kpi_id, local_date, amount
order by kpi_id, local_date
