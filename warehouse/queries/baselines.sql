-- The frozen baselines of a place. One row per KPI and set of categories.
select
    kpi_id,
    category_ids,
    first_date,
    end_date,
    value,
    numerator,
    denominator,
    low,
    high,
    definition_sv,
    definition_en,
    version,
    frozen_at,
    is_definition_changed,
    is_boundary_changed
from main.mart_baseline
where site_id = $site_id
order by kpi_id, category_ids
