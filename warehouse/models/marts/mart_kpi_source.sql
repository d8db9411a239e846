-- purpose: the sources that feed each KPI, and how sensitive they are: where
--   one is protected, shared files hold leaves of it and no rows
-- grain: one row per KPI and source
-- key: kpi_id, source_id
-- owner: warehouse

select
    k.kpi_id,
    s.source_id,
    s.sensitivity_code as sensitivity
from ref_kpi as k
inner join ref_source as s
    on k.kind_code = s.kind_code
where not s.is_everywhere
order by
    k.kpi_id,
    s.source_id
