-- purpose: answers to each question of whole rounds at whole places from 10
--   answers up, of sources that are not protected
-- grain: one row per area, source, round and question
-- key: area_id, source_id, round_code, question_code
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.round_code,
    m.question_code,
    m.answer_count,
    m.positive_count
from mart_survey_item as m
inner join ref_source as s
    on m.source_id = s.source_id
inner join ref_area as a
    on m.area_id = a.area_id
where
    s.sensitivity_code <> 'protected'
    and a.role_code = 'site'
    and m.answer_count >= 10
order by
    m.area_id,
    m.source_id,
    m.round_code,
    m.question_code
