-- The survey rounds of one area, oldest first, and whether the survey names any
-- questions of an index. One row per source and round.
select
    r.source_id,
    r.round_code,
    r.first_date,
    r.last_date,
    r.respondent_count,
    coalesce(bool_or(q.is_in_index), false) as has_index
from main.mart_survey_round as r
left join main.mart_survey_question as q
    on r.source_id = q.source_id
where
    r.area_id = $area_id
    and r.last_date < $end
group by
    r.source_id,
    r.round_code,
    r.first_date,
    r.last_date,
    r.respondent_count
order by
    r.last_date,
    r.source_id
