-- purpose: a position lies in one site at most, so that sites can be summed
-- grain: one row per position in several sites
-- key: longitude, latitude
-- part: longitude, latitude
-- owner: warehouse

select
    p.longitude,
    p.latitude
from core_position_area as p
where p.role_code = 'site'
group by
    p.longitude,
    p.latitude
having count(*) > 1
