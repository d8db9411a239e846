-- purpose: respondents of a round by their index 0-100: the mean of the items
--   of the index, turned so that more is better; at least 60 per cent answered
-- grain: one row per area, source, round, group and score
-- key: area_id, source_id, round_code, gender_code, age_code, role_code,
--   time_band_code, score
-- owner: warehouse

with items as (
    select
        q.source_id,
        count(*) as item_count
    from ref_question as q
    where q.is_in_index
    group by q.source_id
),

scored as (
    select
        a.source_id,
        a.round_code,
        a.respondent_id,
        count(*) as answered_count,
        avg(
            case
                when q.better_code = 'higher' then a.answer_value - q.low
                else q.high - a.answer_value
            end * 100 / (q.high - q.low)
        ) as score
    from core_survey_answer as a
    inner join ref_question as q
        on
            a.source_id = q.source_id
            and a.question_code = q.question_code
    where
        q.is_in_index
        and a.answer_value is not null
    group by
        a.source_id,
        a.round_code,
        a.respondent_id
)

select
    p.area_id,
    s.source_id,
    s.round_code,
    r.gender_code,
    r.age_code,
    r.role_code,
    r.time_band_code,
    s.score,
    count(*) as respondent_count
from scored as s
inner join items as i
    on s.source_id = i.source_id
inner join core_respondent as r
    on
        s.source_id = r.source_id
        and s.round_code = r.round_code
        and s.respondent_id = r.respondent_id
inner join core_respondent_area as p
    on
        s.source_id = p.source_id
        and s.round_code = p.round_code
        and s.respondent_id = p.respondent_id
where s.answered_count * 10 >= i.item_count * 6
group by
    p.area_id, s.source_id, s.round_code, r.gender_code, r.age_code,
    r.role_code, r.time_band_code, s.score
