-- purpose: ratings 0-3 of a safety inspection: score = sum / count / 3 * 100
-- grain: one row per area, source, round, light, aspect, day
-- key: area_id, source_id, round_code, light_code, aspect_code, local_date
-- owner: warehouse

select
    o.area_id,
    i.source_id,
    i.round_code,
    i.light_code,
    i.aspect_code,
    count(*) as item_count,
    count(i.rating) as rated_count,
    coalesce(sum(i.rating), 0) as rating_sum,
    cast(
        sum(
            case
                when i.rating = 0 then 1
                else 0
            end
        ) as bigint
    ) as grave_count,
    cast(
        sum(
            case
                when i.rating <= 1 then 1
                else 0
            end
        ) as bigint
    ) as defect_count,
    i.local_date
from core_inspection_item as i
inner join core_observed_area as o
    on
        i.source_id = o.source_id
        and i.row_key = o.row_key
group by
    o.area_id,
    i.source_id,
    i.round_code,
    i.light_code,
    i.aspect_code,
    i.local_date
