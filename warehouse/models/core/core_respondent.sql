-- purpose: respondents of surveys, and where they answered or live
-- grain: one row per respondent of a source and round
-- key: source_id, round_code, respondent_id
-- owner: warehouse

select
    a.source_id,
    a.round_code,
    a.respondent_id,
    max(a.gender_code) as gender_code,
    max(a.age_code) as age_code,
    max(a.role_code) as role_code,
    max(a.time_band_code) as time_band_code,
    max(a.place_name) as place_name,
    max(a.longitude) as longitude,
    max(a.latitude) as latitude,
    count(a.answer_value) as answer_count,
    min(a.local_date) as local_date
from core_survey_answer as a
group by
    a.source_id,
    a.round_code,
    a.respondent_id
