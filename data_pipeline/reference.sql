-- purpose: the facts as tables, filled by each build where they changed
-- grain: one table per kind of fact
-- key: see each table
-- owner: data_pipeline.reference
create table if not exists ref_version (version varchar, built_at timestamp);
create table if not exists ref_instance (
    name_sv varchar, name_en varchar, language_code varchar, time_zone varchar, is_example boolean,
    origin_longitude double, origin_latitude double, metres_per_longitude double, metres_per_latitude double, hexagon_m double
);
create table if not exists ref_site (
    site_id varchar, name_sv varchar, name_en varchar, kind_code varchar, sort_order bigint, started_on date
);
create table if not exists ref_area (
    area_id varchar, site_id varchar, role_code varchar, name_sv varchar, name_en varchar,
    sort_order bigint, area_km2 double, longitude double, latitude double,
    west double, south double, east double, north double, outline_geojson varchar, ground_geojson varchar
);
create table if not exists ref_area_edge (
    area_id varchar, band bigint, from_longitude double, from_latitude double, to_longitude double, to_latitude double
);
create table if not exists ref_site_alias (place_name varchar, area_id varchar);
create table if not exists ref_elsewhere (place_name varchar);
create table if not exists ref_source (
    source_id varchar, kind_code varchar, name_sv varchar, name_en varchar, publisher_sv varchar,
    publisher_en varchar, licence_sv varchar, licence_en varchar, sensitivity_code varchar,
    cadence_code varchar, date_unit_code varchar, reported_by_code varchar, longest_pause_days bigint,
    longest_gap_days bigint, preliminary_days bigint, is_everywhere boolean, has_personal_places boolean,
    map_code varchar, outage_days bigint, is_keyed_by_moment boolean
);
create table if not exists ref_source_load (source_id varchar, loaded_date date);
create table if not exists ref_question (
    source_id varchar, question_code varchar, name_sv varchar, name_en varchar, better_code varchar,
    sort_order bigint, low double, high double, positive_from double, is_in_index boolean
);
create table if not exists ref_code_map (
    source_id varchar, category_code varchar, category_id varchar, valid_from_date date, valid_to_date date
);
create table if not exists ref_category (
    category_id varchar, kind_code varchar, group_id varchar, name_sv varchar, name_en varchar, service_hours bigint,
    service_workdays bigint, is_sensitive boolean, has_own_service_level boolean
);
create table if not exists ref_day (
    local_date date, iso_year bigint, iso_week bigint, weekday bigint,
    holiday_sv varchar, holiday_en varchar, break_sv varchar, break_en varchar
);
create table if not exists ref_cadence (cadence_code varchar, local_date date, period_from_date date, period_to_date date);
create table if not exists ref_hour (hour_offset bigint);
create table if not exists ref_load (
    load_no bigint, source_id varchar, file_name varchar, sha256 varchar, encoding varchar,
    status_code varchar, record_count bigint, accepted_count bigint, rejected_count bigint,
    set_aside_count bigint, dropped_headings varchar, loaded_at timestamp
);
create table if not exists ref_rejection (
    load_no bigint, line_no bigint, heading varchar, value varchar, reason_sv varchar, reason_en varchar
);
create table if not exists ref_registered (
    site_id varchar, part_code varchar, item_no bigint, item_id varchar, category_ids varchar,
    name_sv varchar, name_en varchar, expected_percent double, target_value double, registered_on date
);
create table if not exists ref_break (site_id varchar, kind_code varchar, what_sv varchar, what_en varchar, moves_boundary boolean, break_on date);
create table if not exists ref_message (
    message_no bigint, level_code varchar, source_id varchar, file_name varchar,
    found_sv varchar, found_en varchar, remedy_sv varchar, remedy_en varchar
);
create table if not exists ref_kpi (
    kpi_id varchar, code varchar, name_sv varchar, name_en varchar, definition_sv varchar,
    definition_en varchar, caution_sv varchar, caution_en varchar, unit_sv varchar,
    unit_en varchar, denominator_sv varchar, denominator_en varchar, better_code varchar,
    kind_code varchar, form_code varchar, cadence_code varchar, is_by_category boolean,
    counts_incidents boolean, category_ids varchar, page_codes varchar, decimal_count bigint, least_count bigint,
    tolerance double, sort_order bigint, focus_area varchar
);
create table if not exists ref_kpi_off (site_id varchar, kpi_id varchar);
create or replace table mart_baseline (
    site_id varchar, kpi_id varchar, category_ids varchar, name_sv varchar, name_en varchar,
    definition_sv varchar, definition_en varchar, version varchar, value double, numerator double,
    denominator double, low double, high double, is_definition_changed boolean,
    is_boundary_changed boolean, first_date date, end_date date, frozen_at timestamp
);
