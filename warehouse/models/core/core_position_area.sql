-- purpose: which areas a position lies in, by the even-odd rule;
--   where sites or zones overlap the smallest wins
-- grain: one row per position and area
-- key: longitude, latitude, area_id
-- owner: warehouse

with crossing as (
    select
        p.longitude,
        p.latitude,
        e.area_id,
        count(*) as crossing_count
    from core_position as p
    inner join ref_area_edge as e
        on p.band = e.band
    where
        (e.from_latitude > p.latitude) <> (e.to_latitude > p.latitude)
        and p.longitude < (e.to_longitude - e.from_longitude)
        * (p.latitude - e.from_latitude)
        / nullif(e.to_latitude - e.from_latitude, 0) + e.from_longitude
    group by
        p.longitude,
        p.latitude,
        e.area_id
),

inside as (
    select
        c.longitude,
        c.latitude,
        c.area_id,
        a.site_id,
        a.role_code,
        row_number() over (
            partition by
                c.longitude,
                c.latitude,
                case
                    when a.role_code in ('site', 'zone') then a.role_code
                    else c.area_id
                end
            order by a.area_km2, c.area_id
        ) as turn
    from crossing as c
    inner join ref_area as a
        on c.area_id = a.area_id
    where c.crossing_count % 2 = 1
)

select
    z.longitude,
    z.latitude,
    z.area_id,
    z.role_code
from inside as z
left join inside as s
    on
        z.longitude = s.longitude
        and z.latitude = s.latitude
        and z.site_id = s.area_id
        and s.turn = 1
where
    z.turn = 1
    and (z.role_code <> 'zone' or s.area_id is not null)
