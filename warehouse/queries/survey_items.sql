-- Answers to each question of each round of one area. One row per source, round
-- and question.
select
    i.source_id,
    i.round_code,
    i.question_code,
    q.name_sv,
    q.name_en,
    q.better,
    q.is_in_index,
    i.positive_count,
    i.answer_count
from main.mart_survey_item as i
inner join main.mart_survey_question as q
    on
        i.source_id = q.source_id
        and i.question_code = q.question_code
where i.area_id = $area_id
order by
    q.sort_order,
    i.question_code
