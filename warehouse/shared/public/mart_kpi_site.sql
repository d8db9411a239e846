-- purpose: which KPIs are fed and shown at a place; one with a protected
--   source counts as fed, whatever it holds
-- grain: one row per place and KPI
-- key: site_id, kpi_id
-- owner: warehouse

select
    m.site_id,
    m.kpi_id,
    m.is_fed
    or exists (
        select 1
        from mart_kpi_source as s
        where
            s.kpi_id = m.kpi_id
            and s.sensitivity = 'protected'
    ) as is_fed,
    m.is_off
from mart_kpi_site as m
order by
    m.site_id,
    m.kpi_id
