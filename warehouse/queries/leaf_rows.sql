-- Every leaf and day part of one area, and what it holds: a line each month,
-- zone, category, weekday or hour. One row per stretch and kind.
with held as (
    select
        p.tree,
        p.stretch_no,
        p.kind,
        p.leaf_no,
        string_agg(p.axis || ' ' || p.member, chr(10)) as members
    from main.mart_leaf_part as p
    where p.area_id = $area_id
    group by
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
from main.mart_leaf as l
inner join held as h
    on
        l.tree = h.tree
        and l.stretch_no = h.stretch_no
        and l.kind = h.kind
        and l.leaf_no = h.leaf_no
where l.area_id = $area_id
group by
    l.area_id,
    l.tree,
    l.stretch_no,
    l.kind
