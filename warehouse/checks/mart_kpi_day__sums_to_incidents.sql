-- purpose: the KPI of incidents must hold every incident of the marts
-- grain: one row per area whose sums differ
-- key: area_id
-- owner: warehouse

with counted as (
    select
        i.area_id,
        sum(i.incident_count) as incident_count
    from core_incident_area as i
    group by i.area_id
),

kpi as (
    select
        k.area_id,
        sum(k.numerator) as numerator
    from mart_kpi_day as k
    where k.kpi_id = 'reported_incidents'
    group by k.area_id
)

select
    c.area_id,
    c.incident_count,
    k.numerator
from counted as c
left join kpi as k
    on c.area_id = k.area_id
where
    k.numerator is null
    or abs(c.incident_count - k.numerator) > 0.001
