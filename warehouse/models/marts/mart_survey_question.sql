-- purpose: the questions of each survey as they were when this version was
--   built
-- grain: one row per source and question
-- key: source_id, question_code
-- owner: warehouse

select
    q.source_id,
    q.question_code,
    q.name_sv,
    q.name_en,
    q.better_code as better,
    q.sort_order,
    q.low,
    q.high,
    q.positive_from,
    q.is_in_index
from ref_question as q
order by
    q.source_id,
    q.sort_order
