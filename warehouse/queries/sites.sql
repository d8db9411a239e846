-- The places in the order they are listed. One row per site.
select
    site_id,
    name_sv,
    name_en,
    kind,
    started_on
from main.mart_site
order by sort_order, name_sv, site_id
