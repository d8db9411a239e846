-- purpose: premises of an area as each round found them, each once, as it was
--   last seen in the round
-- grain: one row per premises, area, source and round
-- key: area_id, source_id, round_key, unit_id
-- owner: warehouse

select
    o.area_id,
    u.source_id,
    r.round_key,
    u.unit_id,
    u.type_code,
    u.closes_hour,
    u.is_ground_floor,
    u.is_vacant,
    u.is_refurbished,
    u.local_date
from core_offer_unit as u
inner join core_observed_area as o
    on
        u.source_id = o.source_id
        and u.row_key = o.row_key
inner join core_round as r
    on
        u.source_id = r.source_id
        and u.local_date = r.local_date
qualify row_number() over (
    partition by o.area_id, u.source_id, r.round_key, u.unit_id
    order by u.local_date desc, u.row_key desc
) = 1
