-- purpose: how many rows each source has at each site, and how far they reach
-- grain: one row per source and site
-- key: source_id, site_id
-- owner: warehouse

select
    d.source_id,
    s.site_id,
    cast(sum(d.row_count) as bigint) as row_count,
    min(d.local_date) as first_date,
    max(d.local_date) as last_date
from core_area_day as d
inner join ref_site as s
    on d.area_id = s.site_id
group by
    d.source_id,
    s.site_id
order by
    d.source_id,
    s.site_id
