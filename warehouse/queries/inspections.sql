-- Ratings of safety inspections of one area up to a day. One row per round,
-- light and aspect.
select
    round_code,
    light_code,
    aspect_code,
    max(local_date) as last_date,
    cast(sum(rating_sum) as bigint) as rating_sum,
    cast(sum(rated_count) as bigint) as rated_count,
    cast(sum(grave_count) as bigint) as grave_count
from main.mart_inspection_score
where
    area_id = $area_id
    and local_date < $end
group by
    source_id,
    round_code,
    light_code,
    aspect_code
order by
    last_date,
    round_code,
    aspect_code,
    light_code
