-- purpose: the KPI dictionary
-- grain: one row per KPI
-- key: kpi_id
-- owner: warehouse

select
    k.kpi_id,
    k.code,
    k.name_sv,
    k.name_en,
    k.definition_sv,
    k.definition_en,
    k.caution_sv,
    k.caution_en,
    k.unit_sv,
    k.unit_en,
    k.denominator_sv,
    k.denominator_en,
    k.better,
    k.kind,
    k.form,
    k.cadence,
    k.by_category,
    k.counts_incidents,
    k.category_ids,
    k.pages,
    k.decimals,
    k.least_count,
    k.tolerance,
    k.sort_order,
    k.focus_area
from mart_kpi as k
order by
    k.sort_order,
    k.kpi_id
