-- Incidents of areas in stretches of days ($firsts to $ends, closed-open, each
-- of the period in $periods) by category ('' is all the others; $apart: the
-- areas whose categories are kept apart) and weekday, Monday 1. No $categories
-- means all. One row per area, category, period and weekday with incidents.
with

stretch as (
    select
        unnest(cast($periods as integer[])) as period_number,
        unnest(cast($firsts as date[])) as first_date,
        unnest(cast($ends as date[])) as end_date
)

select
    k.area_id,
    case
        when list_contains(cast($apart as varchar[]), k.area_id)
            then k.category_id
        else ''
    end as category_id,
    s.period_number,
    cast(isodow(k.local_date) as integer) as weekday,
    sum(k.numerator) as incident_count
from main.mart_kpi_day as k
inner join
    stretch as s
    on k.local_date >= s.first_date and k.local_date < s.end_date
where
    k.kpi_id = $kpi_id
    and list_contains(cast($areas as varchar[]), k.area_id)
    and (
        len($categories) = 0
        or list_contains(cast($categories as varchar[]), k.category_id)
    )
group by all
