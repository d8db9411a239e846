-- purpose: respondents of an area by round and index 0-100; KPI input, not
--   published
-- grain: one row per area, source, round and score
-- key: area_id, source_id, round_key, score
-- owner: warehouse

select
    c.area_id,
    c.source_id,
    c.round_code as round_key,
    c.score,
    cast(sum(c.respondent_count) as bigint) as respondent_count,
    s.sensitivity_code = 'protected' as is_protected,
    r.last_date as local_date
from mart_survey_score as c
inner join ref_source as s
    on c.source_id = s.source_id
inner join mart_survey_round as r
    on
        c.area_id = r.area_id
        and c.source_id = r.source_id
        and c.round_code = r.round_code
where c.area_id <> ''
group by
    c.area_id,
    c.source_id,
    c.round_code,
    c.score,
    s.sensitivity_code,
    r.last_date
