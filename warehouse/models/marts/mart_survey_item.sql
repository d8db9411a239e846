-- purpose: answers to each question of a round: how many, and how many of them
--   favourable
-- grain: one row per area, source, round and question
-- key: area_id, source_id, round_code, question_code
-- owner: warehouse

select
    a.area_id,
    a.source_id,
    a.round_code,
    a.question_code,
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
    ) as positive_count
from mart_survey_answer as a
inner join ref_question as q
    on
        a.source_id = q.source_id
        and a.question_code = q.question_code
where
    a.answer_value is not null
    and q.positive_from is not null
group by
    a.area_id,
    a.source_id,
    a.round_code,
    a.question_code
