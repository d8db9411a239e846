-- purpose: litter counted in an area by sort
-- grain: one row per area, source, method, type, day
-- key: area_id, source_id, method_code, type_code, local_date
-- owner: warehouse

select
    o.area_id,
    m.source_id,
    m.method_code,
    m.type_code,
    cast(sum(m.item_count) as bigint) as item_count,
    m.local_date
from core_litter_measurement as m
inner join core_observed_area as o
    on
        m.source_id = o.source_id
        and m.row_key = o.row_key
group by
    o.area_id,
    m.source_id,
    m.method_code,
    m.type_code,
    m.local_date
