-- purpose: the index of whole rounds at whole places from 10 respondents up,
--   rounded, and of the groups of a split where each group and the rest of it
--   has 10, of sources that are not protected
-- grain: one row per area, source, round, split and group
-- key: area_id, source_id, round_code, split_code, group_code
-- owner: warehouse

with split as (
    select
        m.area_id,
        m.source_id,
        m.round_code,
        m.split_code,
        min(m.respondent_count) as least_count,
        count(*) as group_count
    from mart_survey_index as m
    group by
        m.area_id,
        m.source_id,
        m.round_code,
        m.split_code
)

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
inner join split as p
    on
        m.area_id = p.area_id
        and m.source_id = p.source_id
        and m.round_code = p.round_code
        and m.split_code = p.split_code
where
    s.sensitivity_code <> 'protected'
    and a.role_code = 'site'
    and p.least_count >= 10
    and (m.split_code = 'all' or p.group_count > 1)
order by
    m.area_id,
    m.source_id,
    m.round_code,
    m.split_code,
    m.group_code
