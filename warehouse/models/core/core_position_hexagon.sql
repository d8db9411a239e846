-- purpose: which fixed hexagon a position lies in: pointy top, axial q and r,
--   local metres from the instance origin
-- grain: one row per position
-- key: longitude, latitude
-- part: longitude, latitude
-- owner: warehouse

with metre as (
    select
        p.longitude,
        p.latitude,
        (p.longitude - i.origin_longitude) * i.metres_per_longitude as x,
        (p.latitude - i.origin_latitude) * i.metres_per_latitude as y,
        i.hexagon_m
    from core_position as p
    cross join ref_instance as i
),

axial as (
    select
        m.longitude,
        m.latitude,
        (sqrt(3) * m.x - m.y) / nullif(cast(3 as double) * m.hexagon_m, 0) as q,
        2 * m.y / nullif(cast(3 as double) * m.hexagon_m, 0) as r
    from metre as m
),

nearest as (
    select
        a.longitude,
        a.latitude,
        a.q,
        a.r,
        floor(a.q + 0.5) as near_q,
        floor(a.r + 0.5) as near_r,
        floor(0.5 - a.q - a.r) as near_s
    from axial as a
),

shift as (
    select
        n.longitude,
        n.latitude,
        n.near_q,
        n.near_r,
        n.near_s,
        abs(n.near_q - n.q) as shift_q,
        abs(n.near_r - n.r) as shift_r,
        abs(n.near_s + n.q + n.r) as shift_s
    from nearest as n
)

select
    s.longitude,
    s.latitude,
    case
        when s.shift_q > s.shift_r and s.shift_q > s.shift_s
            then -s.near_r - s.near_s
        else s.near_q
    end as hexagon_q,
    case
        when s.shift_q > s.shift_r and s.shift_q > s.shift_s then s.near_r
        when s.shift_r > s.shift_s then -s.near_q - s.near_s
        else s.near_r
    end as hexagon_r
from shift as s
