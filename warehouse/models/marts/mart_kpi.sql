-- purpose: the KPI dictionary as it was when this version was built: those
--   that some source of the places can feed
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
    k.better_code as better,
    k.kind_code as kind,
    k.form_code as form,
    k.cadence_code as cadence,
    k.is_by_category as by_category,
    k.counts_incidents,
    k.category_ids,
    k.page_codes as pages,
    k.decimal_count as decimals,
    k.least_count,
    k.tolerance,
    k.sort_order,
    k.focus_area
from ref_kpi as k
where
    exists (
        select 1
        from ref_source as s
        where
            s.kind_code = k.kind_code
            and not s.is_everywhere
    )
order by
    k.sort_order,
    k.kpi_id
