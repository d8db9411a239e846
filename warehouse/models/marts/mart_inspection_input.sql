-- purpose: inspected checkpoints of an area by round, light, aspect and day;
--   KPI input, not published
-- grain: one row per area, source, round, light, aspect and day
-- key: area_id, source_id, round_key, light_code, aspect_code, local_date
-- owner: warehouse

select
    i.area_id,
    i.source_id,
    r.round_key,
    i.light_code,
    i.aspect_code,
    i.rated_count,
    i.rating_sum,
    i.grave_count,
    s.sensitivity_code = 'protected' as is_protected,
    i.local_date
from mart_inspection_score as i
inner join ref_source as s
    on i.source_id = s.source_id
inner join core_round as r
    on
        i.source_id = r.source_id
        and coalesce(i.round_code, '') = r.round_code
        and i.local_date = r.local_date
