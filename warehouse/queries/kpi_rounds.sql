-- The measurement rounds of KPIs in one area, oldest first. One row per KPI,
-- source and round.
select
    kpi_id,
    first_date,
    last_date,
    value,
    denominator,
    low,
    high,
    is_too_few
from main.mart_kpi_round
where area_id = $area_id
order by kpi_id, last_date, source_id desc
