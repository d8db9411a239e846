-- purpose: the KPI dictionary as tables, and what KPIs are made of that days do not hold
-- grain: see each table
-- key: see each table
-- owner: data_pipeline.kpi_compiler
create table ref_kpi (
    kpi_id varchar, code varchar, name_sv varchar, name_en varchar, definition_sv varchar,
    definition_en varchar, caution_sv varchar, caution_en varchar, unit_sv varchar,
    unit_en varchar, denominator_sv varchar, denominator_en varchar, better_code varchar,
    kind_code varchar, form_code varchar, cadence_code varchar, is_by_category boolean,
    category_ids varchar, page_codes varchar, decimal_count bigint, least_count bigint,
    tolerance double, sort_order bigint, focus_area varchar
);
create table ref_kpi_off (site_id varchar, kpi_id varchar);
-- One row per area, KPI, source and measurement round. No value: too few to say, or no base.
create table mart_kpi_round (
    area_id varchar, kpi_id varchar, source_id varchar, first_date date, last_date date,
    value double, numerator double, denominator double, low double, high double,
    is_too_few boolean, is_protected boolean
);
-- One row per area, KPI, category, day and wait: of case_count cases ended_count had ended by then.
create table mart_kpi_wait (
    area_id varchar, kpi_id varchar, category_id varchar, local_date date, amount double,
    ended_count double, case_count double, is_protected boolean
);
