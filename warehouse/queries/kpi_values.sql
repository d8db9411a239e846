-- The sums of KPIs in one area by day. $categories bounds the KPIs in $filtered.
-- One row per KPI and day in which there is something.
select
    kpi_id,
    local_date,
    coalesce(sum(numerator), 0) as numerator,
    coalesce(sum(denominator), 0) as denominator
from main.mart_kpi_day
where
    area_id = $area_id
    and (
        not list_contains(cast($filtered as varchar[]), kpi_id)
        or list_contains(cast($categories as varchar[]), category_id)
    )
group by kpi_id, local_date
order by kpi_id, local_date
