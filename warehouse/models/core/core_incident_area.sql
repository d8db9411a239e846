-- purpose: incidents in every area they lie in, by position, or by place
--   name where they have no position
-- grain: one row per incident and area
-- key: area_id, source_id, row_key
-- part: row_key
-- owner: warehouse

select
    a.area_id,
    r.source_id,
    r.row_key,
    r.category_id,
    r.reporter_code,
    r.longitude,
    r.latitude,
    r.incident_count,
    r.time_is_known,
    r.local_date,
    r.occurred_from_at,
    r.occurred_to_at
from core_incident as r
inner join core_position_area as a
    on
        r.longitude = a.longitude
        and r.latitude = a.latitude
union all
select
    n.area_id,
    r.source_id,
    r.row_key,
    r.category_id,
    r.reporter_code,
    r.longitude,
    r.latitude,
    r.incident_count,
    r.time_is_known,
    r.local_date,
    r.occurred_from_at,
    r.occurred_to_at
from core_incident as r
inner join ref_site_alias as n
    on r.place_name = n.place_name
where r.longitude is null
