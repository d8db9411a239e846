-- purpose: the index of whole rounds at whole places from 10 respondents up,
--   rounded, of sources that are not protected; the public gets no groups
-- grain: one row per area, source, round, split and group
-- key: area_id, source_id, round_code, split_code, group_code
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.round_code,
    m.split_code,
    m.group_code,
    m.respondent_count,
    floor(m.score_mean * 10 + 0.5) / 10 as score_mean,
    floor(m.score_spread * 10 + 0.5) / 10 as score_spread,
    floor(m.score_third / 10 + 0.5) * 10 as score_third
from mart_survey_index as m
inner join ref_source as s
    on m.source_id = s.source_id
inner join ref_area as a
    on m.area_id = a.area_id
where
    s.sensitivity_code <> 'protected'
    and a.role_code = 'site'
    and m.split_code = 'all'
    and m.respondent_count >= 10
order by
    m.area_id,
    m.source_id,
    m.round_code,
    m.split_code,
    m.group_code
