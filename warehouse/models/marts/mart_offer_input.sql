-- purpose: premises of an area as each round found them, each once; without
--   word of the floor it is the ground floor; KPI input, not published
-- grain: one row per premises, area, source and round
-- key: area_id, source_id, round_key, unit_id
-- owner: warehouse

select
    u.area_id,
    u.source_id,
    u.round_key,
    u.unit_id,
    u.type_code,
    case
        when u.is_vacant then 0
        else 1
    end as used_count,
    case
        when coalesce(u.is_refurbished, false) then 0
        when u.is_vacant then 1
        else 0
    end as vacant_count,
    case
        when u.is_vacant or u.closes_hour is null then 0
        else 1
    end as hours_known_count,
    case
        when u.is_vacant then 0
        when u.closes_hour > 18 then 1
        else 0
    end as evening_count,
    coalesce(u.is_ground_floor, true) as is_ground_floor,
    s.sensitivity_code = 'protected' as is_protected,
    u.local_date
from core_offer_seen as u
inner join ref_source as s
    on u.source_id = s.source_id
