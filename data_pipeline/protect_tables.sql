-- purpose: every number of protected sources that an audience may have
-- grain: one row per leaf, and one per member of a leaf
-- key: area_id, tree, stretch_no, kind, leaf_no (and axis, member)
-- owner: data_pipeline.protect
create table mart_leaf (
    area_id varchar, tree varchar, stretch_no bigint, kind varchar, leaf_no bigint,
    total bigint, least_count bigint, is_revised boolean
);
create table mart_leaf_part (
    area_id varchar, tree varchar, stretch_no bigint, kind varchar, leaf_no bigint,
    axis varchar, member varchar
);
