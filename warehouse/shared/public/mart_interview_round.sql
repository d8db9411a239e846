-- purpose: themes of rounds of at least 10 interviews at whole places, of
--   sources that are not protected; how many raised one is told from 10 up
-- grain: one row per area, source, round and theme
-- key: area_id, source_id, round_code, theme_code
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.round_code,
    m.theme_code,
    case when m.mention_count >= 10 then m.mention_count end as mention_count,
    cast(null as bigint) as negative_count,
    m.interview_count,
    m.last_date
from mart_interview_round as m
inner join ref_source as s
    on m.source_id = s.source_id
inner join ref_area as a
    on m.area_id = a.area_id
where
    s.sensitivity_code <> 'protected'
    and a.role_code = 'site'
    and m.interview_count >= 10
order by
    m.area_id,
    m.source_id,
    m.round_code,
    m.theme_code
