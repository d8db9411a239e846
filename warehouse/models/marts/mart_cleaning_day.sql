-- purpose: cleaning visits of an area by sort of visit and day
-- grain: one row per area, source, type, day
-- key: area_id, source_id, type_code, local_date
-- owner: warehouse

select
    o.area_id,
    c.source_id,
    c.type_code,
    count(*) as visit_count,
    sum(c.duration_minutes) as duration_minutes,
    sum(c.bag_count) as bag_count,
    sum(c.weight_kg) as weight_kg,
    c.local_date
from core_cleaning_visit as c
inner join core_observed_area as o
    on
        c.source_id = o.source_id
        and c.row_key = o.row_key
group by
    o.area_id,
    c.source_id,
    c.type_code,
    c.local_date
