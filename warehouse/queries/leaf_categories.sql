-- The categories that any leaf may count, and whether one with incidents
-- does. One row per category.
select
    p.member as category_id,
    bool_or(l.total > 0) as has_incidents
from main.mart_leaf_part as p
inner join
    main.mart_leaf as l
    on
        p.area_id = l.area_id
        and p.tree = l.tree
        and p.stretch_no = l.stretch_no
        and p.kind = l.kind
        and p.leaf_no = l.leaf_no
where p.tree = 'incident' and p.axis = 'category'
group by p.member
