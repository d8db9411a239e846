-- How far each source reaches at each site. One row per source and site.
select
    d.source_id,
    d.site_id,
    d.row_count,
    d.first_date,
    d.last_date
from main.mart_source_site as d
order by d.source_id, d.site_id
