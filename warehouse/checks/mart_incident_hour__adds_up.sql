-- purpose: spreading incidents over hours must neither lose nor make any
-- grain: one row per area and category whose sums differ
-- key: area_id, category_id
-- owner: warehouse

with by_hour as (
    select
        h.area_id,
        h.category_id,
        sum(h.incident_count) as incident_count
    from mart_incident_hour as h
    group by
        h.area_id,
        h.category_id
),

by_day as (
    select
        d.area_id,
        d.category_id,
        sum(d.incident_count) as incident_count
    from mart_incident_day as d
    group by
        d.area_id,
        d.category_id
)

select
    d.area_id,
    d.category_id,
    d.incident_count as day_count,
    h.incident_count as hour_count
from by_day as d
left join by_hour as h
    on
        d.area_id = h.area_id
        and d.category_id = h.category_id
where
    h.incident_count is null
    or abs(h.incident_count - d.incident_count) > 0.001
