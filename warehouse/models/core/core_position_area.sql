-- purpose: which areas a position lies in, by the even-odd rule;
--   where sites or zones overlap the smallest wins
-- grain: one row per position and area
-- key: longitude, latitude, area_id
-- part: longitude, latitude
-- owner: warehouse

-- Numbered from the smallest, so that the least number is the area that wins.
with ranked as (
    select
        a.area_id,
        a.site_id,
        a.role_code,
        a.west,
        a.south,
        a.east,
        a.north,
        row_number() over (order by a.area_km2, a.area_id) as area_no
    from ref_area as a
),

crossing as (
    select
        p.longitude,
        p.latitude,
        r.area_no
    from core_position as p
    -- Outside an area's frame its sides cross an even number of times.
    inner join ranked as r
        on
            p.longitude between r.west and r.east
            and p.latitude between r.south and r.north
    inner join ref_area_edge as e
        on r.area_id = e.area_id and p.band = e.band
    where
        (e.from_latitude > p.latitude) <> (e.to_latitude > p.latitude)
        and p.longitude < (e.to_longitude - e.from_longitude)
        * (p.latitude - e.from_latitude)
        / nullif(e.to_latitude - e.from_latitude, 0) + e.from_longitude
    group by
        p.longitude,
        p.latitude,
        r.area_no
    having count(*) % 2 = 1
),

inside as (
    select
        c.longitude,
        c.latitude,
        min(c.area_no) as area_no
    from crossing as c
    inner join ranked as r on c.area_no = r.area_no
    group by
        c.longitude,
        c.latitude,
        case
            when r.role_code in ('site', 'zone') then r.role_code
            else r.area_id
        end
)

select
    i.longitude,
    i.latitude,
    z.area_id,
    z.role_code
from inside as i
inner join ranked as z on i.area_no = z.area_no
where
    z.role_code <> 'zone'
    or exists (
        select 1
        from inside as s
        inner join ranked as o on s.area_no = o.area_no
        where
            s.longitude = i.longitude
            and s.latitude = i.latitude
            and o.area_id = z.site_id
    )
