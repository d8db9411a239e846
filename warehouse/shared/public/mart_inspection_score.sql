-- purpose: ratings 0-3 of a safety inspection: score = sum / count / 3 * 100,
--   of sources that are not protected
-- grain: one row per area, source, round, light, aspect, day
-- key: area_id, source_id, round_code, light_code, aspect_code, local_date
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.round_code,
    m.light_code,
    m.aspect_code,
    m.item_count,
    m.rated_count,
    m.rating_sum,
    m.grave_count,
    m.defect_count,
    m.local_date
from mart_inspection_score as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.area_id,
    m.source_id,
    m.round_code,
    m.light_code,
    m.aspect_code,
    m.local_date
