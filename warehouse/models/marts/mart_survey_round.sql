-- purpose: respondents of each round of a survey
-- grain: one row per area, source and round
-- key: area_id, source_id, round_code
-- owner: warehouse

select
    p.area_id,
    r.source_id,
    r.round_code,
    count(*) as respondent_count,
    min(r.local_date) as first_date,
    max(r.local_date) as last_date
from core_respondent as r
inner join core_respondent_area as p
    on
        r.source_id = p.source_id
        and r.round_code = p.round_code
        and r.respondent_id = p.respondent_id
group by
    p.area_id,
    r.source_id,
    r.round_code
