-- purpose: the stretches that stay as the last version's file has them, under the
--   numbers and the least count that they have now
-- grain: see protect_tables.sql
-- key: see protect_tables.sql
-- owner: data_pipeline.leaf_files
insert into mart_leaf
select
    l.area_id, l.tree, s.stretch_no, l.kind, l.leaf_no,
    l.total, s.least_count, l.is_revised
from served.mart_leaf as l
inner join core_leaf_stays as s
    on l.area_id = s.area_id and l.tree = s.tree and l.stretch_no = s.kept_no;
insert into mart_leaf_part
select
    p.area_id, p.tree, s.stretch_no, p.kind, p.leaf_no,
    p.axis, p.member
from served.mart_leaf_part as p
inner join core_leaf_stays as s
    on p.area_id = s.area_id and p.tree = s.tree and p.stretch_no = s.kept_no;
