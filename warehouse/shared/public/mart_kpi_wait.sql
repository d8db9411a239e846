-- purpose: how long the cases of KPIs waited, of sources that are not
--   protected
-- grain: one row per area, KPI, category, day and wait
-- key: area_id, kpi_id, category_id, local_date, amount
-- owner: warehouse

select
    w.area_id,
    w.kpi_id,
    w.category_id,
    w.local_date,
    w.amount,
    w.ended_count,
    w.case_count,
    w.is_protected
from mart_kpi_wait as w
where not w.is_protected
order by
    w.area_id,
    w.kpi_id,
    w.local_date,
    w.category_id
