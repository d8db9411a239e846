-- Incidents of areas by ISO week and category ('' is all the others), from a
-- Monday to another. $apart: the areas whose categories are kept apart; no
-- $categories means all. One row per area, category and week with incidents.
select
    area_id,
    case
        when list_contains(cast($apart as varchar[]), area_id)
            then category_id
        else ''
    end as category_id,
    cast(
        floor(date_diff('day', cast($first as date), local_date) / 7) as integer
    ) as week_number,
    sum(numerator) as incident_count
from main.mart_kpi_day
where
    kpi_id = $kpi_id
    and list_contains(cast($areas as varchar[]), area_id)
    and local_date >= cast($first as date)
    and local_date < cast($end as date)
    and (
        len($categories) = 0
        or list_contains(cast($categories as varchar[]), category_id)
    )
group by all
