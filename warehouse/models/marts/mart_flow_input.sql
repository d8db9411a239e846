-- purpose: passages of an area and the hours they were counted; KPI input, not
--   published
-- grain: one row per area, source and day
-- key: area_id, source_id, local_date
-- owner: warehouse

select
    f.area_id,
    f.source_id,
    sum(f.visitor_count) as visitor_count,
    cast(sum(f.duration_minutes) as double) / nullif(60, 0) as counted_hours,
    s.sensitivity_code = 'protected' as is_protected,
    f.local_date
from mart_flow_hour as f
inner join ref_source as s
    on f.source_id = s.source_id
group by
    f.area_id,
    f.source_id,
    s.sensitivity_code,
    f.local_date
