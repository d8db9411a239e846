-- purpose: frozen baselines of KPIs that no protected source feeds; those of
--   the others are sums of leaves
-- grain: one row per KPI, place and set of categories
-- key: site_id, kpi_id, category_ids
-- owner: warehouse

select
    b.site_id,
    b.kpi_id,
    b.category_ids,
    b.name_sv,
    b.name_en,
    b.definition_sv,
    b.definition_en,
    b.version,
    b.value,
    b.numerator,
    b.denominator,
    b.low,
    b.high,
    b.is_definition_changed,
    b.is_boundary_changed,
    b.first_date,
    b.end_date,
    b.frozen_at
from mart_baseline as b
where
    not exists (
        select 1
        from mart_kpi_source as k
        where
            k.kpi_id = b.kpi_id
            and k.sensitivity = 'protected'
    )
order by
    b.site_id,
    b.kpi_id,
    b.category_ids
