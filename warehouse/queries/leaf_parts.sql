-- What the leaves and day parts of one area hold. One row per member.
select
    area_id,
    tree,
    stretch_no,
    kind,
    leaf_no,
    axis,
    member
from main.mart_leaf_part
where area_id = $area_id
