-- Litter counted in one area up to a day. One row per method and day.
select
    method_code,
    local_date,
    cast(sum(item_count) as bigint) as item_count,
    cast(sum(gum_count) as bigint) as gum_count,
    sum(area_m2) as area_m2
from main.mart_litter_day
where
    area_id = $area_id
    and local_date < $end
    and area_m2 > 0
group by
    method_code,
    local_date
order by
    method_code,
    local_date
