-- purpose: which KPIs some source feeds at a place, and which of them it has
--   switched off
-- grain: one row per place and KPI
-- key: site_id, kpi_id
-- owner: warehouse

with fed as (
    select
        a.site_id,
        c.kind
    from mart_area_coverage as c
    inner join ref_area as a
        on c.area_id = a.area_id
    where a.role_code in ('site', 'zone')
    group by
        a.site_id,
        c.kind
)

select
    s.site_id,
    k.kpi_id,
    f.site_id is not null as is_fed,
    o.kpi_id is not null as is_off
from mart_kpi as k
cross join ref_site as s
left join fed as f
    on
        s.site_id = f.site_id
        and k.kind = f.kind
left join ref_kpi_off as o
    on
        s.site_id = o.site_id
        and k.kpi_id = o.kpi_id
