-- purpose: rows of each source at each site; a day on which a protected source
--   has rows is itself a fact about them, so those have none
-- grain: one row per source and site
-- key: source_id, site_id
-- owner: warehouse

select
    m.source_id,
    m.site_id,
    m.row_count,
    m.first_date,
    m.last_date
from mart_source_site as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.source_id,
    m.site_id
