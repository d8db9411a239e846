-- Premises of one area as they stood on each day they were looked at, up to a
-- day; without word of the floor it is the ground floor. One row per day, sort
-- and floor.
select
    local_date,
    type_code,
    coalesce(is_ground_floor, true) as is_ground_floor,
    cast(sum(unit_count) as bigint) as unit_count,
    cast(sum(empty_count) as bigint) as empty_count,
    cast(sum(refurbished_count) as bigint) as refurbished_count,
    cast(sum(hours_known_count) as bigint) as hours_known_count,
    cast(sum(evening_count) as bigint) as evening_count
from main.mart_offer_day
where
    area_id = $area_id
    and local_date < $end
group by
    local_date,
    type_code,
    coalesce(is_ground_floor, true)
order by
    local_date,
    type_code
