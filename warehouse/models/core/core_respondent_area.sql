-- purpose: respondents in every area they belong to; of a source that belongs
--   to no place in the area "", which pages show at all of them
-- grain: one row per respondent and area
-- key: area_id, source_id, round_code, respondent_id
-- owner: warehouse

select
    a.area_id,
    r.source_id,
    r.round_code,
    r.respondent_id
from core_respondent as r
inner join core_position_area as a
    on
        r.longitude = a.longitude
        and r.latitude = a.latitude
union all
select
    n.area_id,
    r.source_id,
    r.round_code,
    r.respondent_id
from core_respondent as r
inner join ref_site_alias as n
    on r.place_name = n.place_name
where r.longitude is null
union all
select
    '' as area_id,
    r.source_id,
    r.round_code,
    r.respondent_id
from core_respondent as r
inner join ref_source as s
    on r.source_id = s.source_id
where s.is_everywhere
