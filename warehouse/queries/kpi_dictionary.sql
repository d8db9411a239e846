-- The KPI dictionary in the order it is shown. One row per KPI.
select
    kpi_id,
    name_sv,
    name_en,
    definition_sv,
    definition_en,
    caution_sv,
    caution_en,
    unit_sv,
    unit_en,
    denominator_sv,
    denominator_en,
    better,
    kind,
    by_category,
    decimals,
    form,
    least_count,
    pages,
    tolerance,
    category_ids,
    counts_incidents
from main.mart_kpi
order by sort_order, kpi_id
