-- purpose: the places
-- grain: one row per site
-- key: site_id
-- owner: warehouse

select
    s.site_id,
    s.name_sv,
    s.name_en,
    s.kind,
    s.sort_order,
    s.started_on
from mart_site as s
order by
    s.sort_order,
    s.site_id
