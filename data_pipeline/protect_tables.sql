-- purpose: every number of protected sources that an audience may have; the areas
--   that can have leaves, with their least count; the quarters that have closed
-- grain: one row per leaf; per member of a leaf; per area and tree; per quarter
-- key: area_id, tree, stretch_no, kind, leaf_no (and axis, member); quarter_no
-- owner: data_pipeline.leaf_files
create or replace temp table mart_leaf (
    area_id varchar, tree varchar, stretch_no bigint, kind varchar, leaf_no bigint,
    total bigint, least_count bigint, is_revised boolean
);
create or replace temp table mart_leaf_part (
    area_id varchar, tree varchar, stretch_no bigint, kind varchar, leaf_no bigint,
    axis varchar, member varchar
);
create or replace temp table mart_leaf_area (
    area_id varchar, site_id varchar, tree varchar, least_count bigint
);
create or replace temp table mart_leaf_quarter (quarter_no bigint, first_date date, end_date date);
-- What they are made of: rows of this build, and stretches of the last version's file.
create or replace temp table core_leaf_made (
    area_id varchar, tree varchar, stretch_no bigint, kind varchar, leaf_no bigint,
    total bigint, least_count bigint, is_revised boolean, members varchar
);
create or replace temp table core_leaf_stays (
    area_id varchar, tree varchar, stretch_no bigint, kept_no bigint, least_count bigint
);
