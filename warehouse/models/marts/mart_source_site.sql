-- purpose: how many rows each source has at each site, and how far they reach
-- grain: one row per source and site
-- key: source_id, site_id
-- owner: warehouse

with grouped as (
    select
        r.source_id,
        r.longitude,
        r.latitude,
        case when r.longitude is null then r.place_name end as place_name,
        sum(r.row_count) as row_count,
        min(r.local_date) as first_date,
        max(r.local_date) as last_date
    from core_source_row as r
    group by
        r.source_id,
        r.longitude,
        r.latitude,
        case when r.longitude is null then r.place_name end
)

select
    g.source_id,
    coalesce(p.area_id, n.area_id) as site_id,
    cast(sum(g.row_count) as bigint) as row_count,
    min(g.first_date) as first_date,
    max(g.last_date) as last_date
from grouped as g
left join core_position_area as p
    on
        g.longitude = p.longitude
        and g.latitude = p.latitude
        and p.role_code = 'site'
left join ref_site_alias as n
    on g.place_name = n.place_name
where coalesce(p.area_id, n.area_id) is not null
group by
    g.source_id,
    coalesce(p.area_id, n.area_id)
order by
    g.source_id,
    site_id
