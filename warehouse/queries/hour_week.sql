-- Incidents of one area by weekday and hour (null: not known) in a span;
-- no $categories means all. One row per weekday and hour with incidents.
select
    isodow(local_date) as weekday,
    hour,
    sum(incident_count) as incident_count
from main.mart_incident_hour
where
    area_id = $area_id
    and local_date >= $first
    and local_date < $end
    and (
        len($categories) = 0
        or list_contains(cast($categories as varchar[]), category_id)
    )
group by weekday, hour
