-- purpose: what KPIs are made of by day, of sources that are not protected
-- grain: one row per area, KPI, category and day
-- key: area_id, kpi_id, category_id, local_date
-- owner: warehouse

select
    k.area_id,
    k.kpi_id,
    k.category_id,
    k.local_date,
    k.numerator,
    k.denominator
from core_kpi_day_shared as k
order by
    k.area_id,
    k.kpi_id,
    k.local_date,
    k.category_id
