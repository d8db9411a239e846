-- What one KPI counted in one area over a span, by category: they sum to its
-- value. One row per category.
select
    category_id,
    coalesce(sum(numerator), 0) as counted
from main.mart_kpi_day
where
    area_id = $area_id
    and kpi_id = $kpi_id
    and local_date >= $first
    and local_date < $end
group by category_id
