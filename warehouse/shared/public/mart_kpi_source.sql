-- purpose: the sources that feed each KPI: where one is protected, its
--   numbers are leaves and not rows
-- grain: one row per KPI and source
-- key: kpi_id, source_id
-- owner: warehouse

select
    k.kpi_id,
    k.source_id,
    k.sensitivity
from mart_kpi_source as k
order by
    k.kpi_id,
    k.source_id
