-- purpose: people counted by a person, each once in its newest form
-- grain: one row per row in its newest form
-- key: source_id, row_key
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.round_code,
    s.point_name,
    s.gender_code,
    s.age_code,
    s.activity_code,
    s.weather,
    s.place_name,
    s.longitude,
    s.latitude,
    s.duration_minutes,
    s.person_count,
    s.observed_from_at,
    cast(s.observed_from_at as date) as local_date
from stg_flow_observation as s
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
