-- purpose: how many reporters were active each week, for sources that name
--   them: more reporters is not more crime
-- grain: one row per area, source and week
-- key: area_id, source_id, week_from
-- owner: warehouse

select
    i.area_id,
    i.source_id,
    count(distinct i.reporter_code) as reporter_count,
    cast(sum(i.incident_count) as bigint) as incident_count,
    cast(date_trunc('week', i.local_date) as date) as week_from
from core_incident_area as i
where i.reporter_code is not null
group by
    i.area_id,
    i.source_id,
    cast(date_trunc('week', i.local_date) as date)
