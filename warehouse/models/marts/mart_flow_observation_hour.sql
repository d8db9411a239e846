-- purpose: people counted by a person in an area, by who they seemed to be
-- grain: one row per area, source, round, gender, age,
--   activity, day and hour
-- key: area_id, source_id, round_code, gender_code, age_code, activity_code,
--   local_date, hour
-- owner: warehouse

select
    o.area_id,
    f.source_id,
    f.round_code,
    f.gender_code,
    f.age_code,
    f.activity_code,
    cast(sum(f.person_count) as bigint) as person_count,
    cast(extract(hour from f.observed_from_at) as bigint) as hour,
    f.local_date
from core_flow_observation as f
inner join core_observed_area as o
    on
        f.source_id = o.source_id
        and f.row_key = o.row_key
group by
    o.area_id,
    f.source_id,
    f.round_code,
    f.gender_code,
    f.age_code,
    f.activity_code,
    cast(extract(hour from f.observed_from_at) as bigint),
    f.local_date
