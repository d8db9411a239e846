-- purpose: what a published file holds of protected sources, to be kept
-- grain: one row per stretch and kind, its leaves or day parts in their order, each with
--   a line for each member
-- key: area_id, tree, stretch_no, kind
-- owner: data_pipeline.leaf_files

with held as (
    select
        p.area_id,
        p.tree,
        p.stretch_no,
        p.kind,
        p.leaf_no,
        string_agg(p.axis || ' ' || p.member, chr(10)) as members
    from mart_leaf_part as p
    group by
        p.area_id,
        p.tree,
        p.stretch_no,
        p.kind,
        p.leaf_no
)

select
    l.area_id,
    l.tree,
    l.stretch_no,
    l.kind,
    any_value(l.least_count) as least_count,
    any_value(l.is_revised) as is_revised,
    list(l.total order by l.leaf_no) as totals,
    list(h.members order by l.leaf_no) as members
from mart_leaf as l
inner join held as h
    on
        l.area_id = h.area_id
        and l.tree = h.tree
        and l.stretch_no = h.stretch_no
        and l.kind = h.kind
        and l.leaf_no = h.leaf_no
group by
    l.area_id,
    l.tree,
    l.stretch_no,
    l.kind
