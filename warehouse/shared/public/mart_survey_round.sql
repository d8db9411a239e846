-- purpose: respondents of each round of a survey, of sources that are not
--   protected from 10 respondents up
-- grain: one row per area, source and round
-- key: area_id, source_id, round_code
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.round_code,
    m.respondent_count,
    m.first_date,
    m.last_date
from mart_survey_round as m
inner join ref_source as s
    on m.source_id = s.source_id
where
    s.sensitivity_code <> 'protected'
    and m.respondent_count >= 10
order by
    m.area_id,
    m.source_id,
    m.round_code
