-- purpose: days on which a source has rows in an area, and how many
-- grain: one row per area, source and day
-- key: area_id, source_id, local_date
-- part: local_date
-- owner: warehouse

with every as (
    select
        a.area_id,
        r.source_id,
        r.kind_code,
        r.row_count,
        r.local_date
    from core_source_row as r
    inner join core_position_area as a
        on
            r.longitude = a.longitude
            and r.latitude = a.latitude
    union all
    select
        n.area_id,
        r.source_id,
        r.kind_code,
        r.row_count,
        r.local_date
    from core_source_row as r
    inner join ref_site_alias as n
        on r.place_name = n.place_name
    where r.longitude is null
)

select
    e.area_id,
    e.source_id,
    e.kind_code,
    cast(sum(e.row_count) as bigint) as row_count,
    e.local_date
from every as e
group by
    e.area_id,
    e.source_id,
    e.kind_code,
    e.local_date
