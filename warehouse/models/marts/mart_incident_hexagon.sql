-- purpose: incidents by fixed hexagon, given by its centre
-- grain: one row per area, category, protection, day and hexagon
-- key: area_id, category_id, is_protected, local_date, hexagon_id
-- part: local_date
-- owner: warehouse

with counted as (
    select
        i.area_id,
        i.category_id,
        h.hexagon_q,
        h.hexagon_r,
        cast(sum(i.incident_count) as double) as incident_count,
        s.sensitivity_code = 'protected' as is_protected,
        i.local_date
    from core_incident_area as i
    inner join ref_source as s
        on i.source_id = s.source_id
    inner join core_position_hexagon as h
        on
            i.longitude = h.longitude
            and i.latitude = h.latitude
    group by
        i.area_id,
        i.category_id,
        h.hexagon_q,
        h.hexagon_r,
        s.sensitivity_code = 'protected',
        i.local_date
)

select
    c.area_id,
    c.category_id,
    cast(cast(c.hexagon_q as bigint) as varchar)
    || ':'
    || cast(cast(c.hexagon_r as bigint) as varchar) as hexagon_id,
    i.origin_longitude
    + i.hexagon_m * sqrt(3) * (c.hexagon_q + c.hexagon_r * 0.5)
    / nullif(i.metres_per_longitude, 0) as longitude,
    i.origin_latitude
    + i.hexagon_m * 1.5 * c.hexagon_r
    / nullif(i.metres_per_latitude, 0) as latitude,
    c.incident_count,
    c.is_protected,
    c.local_date
from counted as c
cross join ref_instance as i
order by
    c.area_id,
    c.local_date
