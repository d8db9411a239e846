-- purpose: answers, each once in its newest form
-- grain: one row per respondent and question
-- key: source_id, row_key
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.round_code,
    s.respondent_id,
    s.question_code,
    s.answer_code,
    s.gender_code,
    s.age_code,
    s.role_code,
    s.time_band_code,
    s.place_name,
    s.longitude,
    s.latitude,
    s.answer_value,
    cast(s.answered_at as date) as local_date
from stg_survey_answer as s
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
