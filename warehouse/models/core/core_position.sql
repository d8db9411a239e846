-- purpose: every position that any row has, with its band of latitude
-- grain: one row per position
-- key: longitude, latitude
-- part: longitude, latitude
-- owner: warehouse

with every as (
    select
        r.longitude,
        r.latitude
    from core_source_row as r
    union all
    select
        p.longitude,
        p.latitude
    from core_flow_point as p
)

select
    e.longitude,
    e.latitude,
    cast(floor(e.latitude * 1000) as bigint) as band
from every as e
where e.longitude is not null
group by
    e.longitude,
    e.latitude
