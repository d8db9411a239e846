-- purpose: the leaves that a build makes, and their members, as they are stored
-- grain: see protect_tables.sql
-- key: see protect_tables.sql
-- owner: data_pipeline.leaf_files
insert into mart_leaf
select
    m.area_id, m.tree, m.stretch_no, m.kind, m.leaf_no,
    m.total, m.least_count, m.is_revised
from core_leaf_made as m;
insert into mart_leaf_part
with line as (
    select
        m.area_id, m.tree, m.stretch_no, m.kind, m.leaf_no,
        unnest(string_split(m.members, chr(10))) as line
    from core_leaf_made as m
)
select
    l.area_id, l.tree, l.stretch_no, l.kind, l.leaf_no,
    split_part(l.line, ' ', 1) as axis,
    substr(l.line, instr(l.line, ' ') + 1) as member
from line as l;
