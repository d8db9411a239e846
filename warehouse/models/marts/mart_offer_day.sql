-- purpose: premises of an area as they stood on the day they were looked at,
--   once a round, as they were last seen in it; empty are the vacant that are
--   not being refurbished
-- grain: one row per area, source, type, is_ground_floor, day
-- key: area_id, source_id, type_code, is_ground_floor, local_date
-- owner: warehouse

select
    u.area_id,
    u.source_id,
    u.type_code,
    u.is_ground_floor,
    count(*) as unit_count,
    cast(
        sum(
            case
                when u.is_vacant then 1
                else 0
            end
        ) as bigint
    ) as vacant_count,
    cast(
        sum(
            case
                when u.is_refurbished then 1
                else 0
            end
        ) as bigint
    ) as refurbished_count,
    cast(
        sum(
            case
                when u.is_vacant and not coalesce(u.is_refurbished, false)
                    then 1
                else 0
            end
        ) as bigint
    ) as empty_count,
    cast(
        sum(
            case
                when u.closes_hour is not null and not u.is_vacant then 1
                else 0
            end
        ) as bigint
    ) as hours_known_count,
    cast(
        sum(
            case
                when u.closes_hour > 18 and not u.is_vacant then 1
                else 0
            end
        ) as bigint
    ) as evening_count,
    u.local_date
from core_offer_seen as u
group by
    u.area_id,
    u.source_id,
    u.type_code,
    u.is_ground_floor,
    u.local_date
