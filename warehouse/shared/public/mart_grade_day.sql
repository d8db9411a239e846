-- purpose: grades of cleanliness 1-4 of an area by day, from looks at a spot,
--   of sources that are not protected
-- grain: one row per area, source and day
-- key: area_id, source_id, local_date
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.grade_count,
    m.grade_sum,
    m.local_date
from mart_grade_day as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.area_id,
    m.source_id,
    m.local_date
