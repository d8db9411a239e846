-- purpose: the measurement rounds of KPIs, of sources that are not protected;
--   too few is told as such
-- grain: one row per area, KPI, source and round
-- key: area_id, kpi_id, source_id, last_date
-- owner: warehouse

select
    r.area_id,
    r.kpi_id,
    r.source_id,
    r.first_date,
    r.last_date,
    r.value,
    r.numerator,
    r.denominator,
    r.low,
    r.high,
    r.is_too_few,
    r.is_protected
from mart_kpi_round as r
where not r.is_protected
order by
    r.area_id,
    r.kpi_id,
    r.last_date,
    r.source_id
