-- purpose: what KPIs are made of, by day, round and wait; filled by each KPI
-- grain: see each table
-- key: see each table
-- owner: data_pipeline.kpi_compiler
-- One row per area, KPI, category and day; the shared one has no protected rows.
create or replace table mart_kpi_day (
    area_id varchar, kpi_id varchar, category_id varchar, local_date date, numerator double, denominator double
);
create or replace table core_kpi_day_shared (
    area_id varchar, kpi_id varchar, category_id varchar, local_date date, numerator double, denominator double
);
-- One row per area, KPI, source and measurement round. No value: too few to say, or no base.
create or replace table mart_kpi_round (
    area_id varchar, kpi_id varchar, source_id varchar, first_date date, last_date date,
    value double, numerator double, denominator double, low double, high double,
    is_too_few boolean, is_protected boolean
);
-- One row per area, KPI, category, day and wait: of case_count cases ended_count had ended by then.
create or replace table mart_kpi_wait (
    area_id varchar, kpi_id varchar, category_id varchar, local_date date, amount double,
    ended_count double, case_count double, is_protected boolean
);
