-- Incidents of one area by hexagon in two stretches of days; no $categories
-- means all. One row per hexagon with incidents in either.
select
    hexagon_id,
    any_value(longitude) as longitude,
    any_value(latitude) as latitude,
    coalesce(
        sum(incident_count) filter (
            where local_date >= $before_first and local_date < $before_end
        ),
        0
    ) as before_count,
    coalesce(
        sum(incident_count) filter (
            where local_date >= $after_first and local_date < $after_end
        ),
        0
    ) as after_count
from main.mart_incident_hexagon
where
    area_id = $area_id
    and (
        (local_date >= $before_first and local_date < $before_end)
        or (local_date >= $after_first and local_date < $after_end)
    )
    and (
        len($categories) = 0
        or list_contains(cast($categories as varchar[]), category_id)
    )
group by hexagon_id
having sum(incident_count) > 0
order by hexagon_id
