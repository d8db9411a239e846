-- Incidents of one area by hexagon in a span; no $categories means all.
-- One row per hexagon with incidents.
select
    any_value(longitude) as longitude,
    any_value(latitude) as latitude,
    sum(incident_count) as incident_count
from main.mart_incident_hexagon
where
    area_id = $area_id
    and local_date >= $first
    and local_date < $end
    and (
        len($categories) = 0
        or list_contains(cast($categories as varchar[]), category_id)
    )
group by hexagon_id
having sum(incident_count) > 0
order by hexagon_id
