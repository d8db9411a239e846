-- purpose: the questions of each survey as they were when this version was
--   built, of sources that are not protected
-- grain: one row per source and question
-- key: source_id, question_code
-- owner: warehouse

select
    m.source_id,
    m.question_code,
    m.name_sv,
    m.name_en,
    m.better,
    m.sort_order,
    m.low,
    m.high,
    m.positive_from,
    m.is_in_index
from mart_survey_question as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.source_id,
    m.question_code
