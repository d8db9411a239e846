-- purpose: answers on a scale of an area by round, question and gender, and
--   how many were favourable; KPI input, not published
-- grain: one row per area, source, round, question and gender
-- key: area_id, source_id, round_key, question_code, gender_code
-- owner: warehouse

select
    a.area_id,
    a.source_id,
    a.round_code as round_key,
    a.question_code,
    a.gender_code,
    cast(sum(a.answer_count) as bigint) as answer_count,
    cast(
        sum(
            case
                when
                    q.better_code = 'higher'
                    and a.answer_value >= q.positive_from
                    then a.answer_count
                when
                    q.better_code = 'lower'
                    and a.answer_value <= q.positive_from
                    then a.answer_count
                else 0
            end
        ) as bigint
    ) as positive_count,
    s.sensitivity_code = 'protected' as is_protected,
    r.last_date as local_date
from mart_survey_answer as a
inner join ref_source as s
    on a.source_id = s.source_id
inner join ref_question as q
    on
        a.source_id = q.source_id
        and a.question_code = q.question_code
inner join mart_survey_round as r
    on
        a.area_id = r.area_id
        and a.source_id = r.source_id
        and a.round_code = r.round_code
where
    a.area_id <> ''
    and a.answer_value is not null
    and q.positive_from is not null
group by
    a.area_id,
    a.source_id,
    a.round_code,
    a.question_code,
    a.gender_code,
    s.sensitivity_code,
    r.last_date
