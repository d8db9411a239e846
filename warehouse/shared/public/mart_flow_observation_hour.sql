-- purpose: people counted by a person in an area, by who they seemed to be, of
--   sources that are not protected
-- grain: one row per area, source, round, gender, age,
--   activity, day and hour
-- key: area_id, source_id, round_code, gender_code, age_code, activity_code,
--   local_date, hour
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.round_code,
    m.gender_code,
    m.age_code,
    m.activity_code,
    m.person_count,
    m.hour,
    m.local_date
from mart_flow_observation_hour as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.area_id,
    m.source_id,
    m.round_code,
    m.gender_code,
    m.age_code,
    m.activity_code,
    m.local_date,
    m.hour
