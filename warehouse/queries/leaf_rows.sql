-- Every leaf and day part of one area. One row per leaf or day part.
select
    area_id,
    tree,
    stretch_no,
    kind,
    leaf_no,
    total,
    least_count,
    is_revised
from main.mart_leaf
where area_id = $area_id
