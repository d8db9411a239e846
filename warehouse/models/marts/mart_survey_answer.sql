-- purpose: answers of a round by question, group and answer; the mean, the
--   share and the interval follow from these counts
-- grain: one row per area, source, round, question, group and answer
-- key: area_id, source_id, round_code, question_code, gender_code, age_code,
--   role_code, time_band_code, answer_code
-- owner: warehouse

select
    p.area_id,
    a.source_id,
    a.round_code,
    a.question_code,
    a.gender_code,
    a.age_code,
    a.role_code,
    a.time_band_code,
    a.answer_code,
    a.answer_value,
    count(*) as answer_count,
    min(a.local_date) as first_date,
    max(a.local_date) as last_date
from core_survey_answer as a
inner join core_respondent_area as p
    on
        a.source_id = p.source_id
        and a.round_code = p.round_code
        and a.respondent_id = p.respondent_id
group by
    p.area_id,
    a.source_id,
    a.round_code,
    a.question_code,
    a.gender_code,
    a.age_code,
    a.role_code,
    a.time_band_code,
    a.answer_code,
    a.answer_value
