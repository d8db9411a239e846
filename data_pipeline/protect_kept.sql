-- purpose: the leaf tables of an audience as the last version's file has them,
--   where nothing that they are made of has changed
-- grain: see protect_tables.sql
-- key: see protect_tables.sql
-- owner: data_pipeline.leaf_files
create or replace temp table mart_leaf as select * from served.mart_leaf;
create or replace temp table mart_leaf_part as select * from served.mart_leaf_part;
create or replace temp table mart_leaf_area as select * from served.mart_leaf_area;
create or replace temp table mart_leaf_quarter as select * from served.mart_leaf_quarter;
