-- purpose: events in every area they lie in
-- grain: one row per event and area
-- key: area_id, source_id, row_key
-- owner: warehouse

select
    a.area_id,
    r.source_id,
    r.row_key,
    r.title,
    r.category_id,
    r.begins_hour,
    r.local_date,
    r.last_date
from core_event as r
inner join core_position_area as a
    on
        r.longitude = a.longitude
        and r.latitude = a.latitude
union all
select
    n.area_id,
    r.source_id,
    r.row_key,
    r.title,
    r.category_id,
    r.begins_hour,
    r.local_date,
    r.last_date
from core_event as r
inner join ref_site_alias as n
    on r.place_name = n.place_name
where r.longitude is null
