-- purpose: answers as the contracts typed them
-- grain: one row per answer
-- key: load_no, line_no, question_code
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    coalesce(l.round_code, strftime(l.answered_at, '%Y')) as round_code,
    coalesce(
        l.respondent_id,
        cast(l.load_no as varchar) || '-' || cast(l.line_no as varchar)
    ) as respondent_id,
    l.question_code,
    l.answer_code,
    coalesce(l.gender_code, 'unknown') as gender_code,
    coalesce(l.age_code, 'unknown') as age_code,
    coalesce(l.role_code, 'unknown') as role_code,
    coalesce(l.time_band_code, 'unknown') as time_band_code,
    lower(l.place_name) as place_name,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.longitude
    end as longitude,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.latitude
    end as latitude,
    l.answer_value,
    l.answered_at
from land_survey_answer as l
