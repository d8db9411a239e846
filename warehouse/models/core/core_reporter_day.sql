-- purpose: rows of each reporter at a site by day, of sources that name them
-- grain: one row per site, source, reporter (null where a row names none), day
-- key: site_id, source_id, reporter_code, local_date
-- owner: warehouse

with named as (
    select r.source_id
    from core_incident as r
    where r.reporter_code is not null
    group by r.source_id
)

select
    i.area_id as site_id,
    i.source_id,
    i.reporter_code,
    count(*) as row_count,
    i.local_date
from core_incident_area as i
inner join named as n
    on i.source_id = n.source_id
inner join ref_site as s
    on i.area_id = s.site_id
group by
    i.area_id,
    i.source_id,
    i.reporter_code,
    i.local_date
