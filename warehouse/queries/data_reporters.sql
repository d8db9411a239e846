-- Reporters of the last week that has any. One row per source and site.
select
    r.source_id,
    s.site_id,
    r.week_from,
    r.reporter_count
from main.mart_reporter_week as r
inner join main.mart_site as s
    on r.area_id = s.site_id
qualify row_number() over (
    partition by r.source_id, s.site_id
    order by r.week_from desc
) = 1
order by r.source_id, s.site_id
