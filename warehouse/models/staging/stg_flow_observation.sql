-- purpose: people counted by a person as the contracts typed them
-- grain: one row per landed row
-- key: load_no, line_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    coalesce(l.round_code, strftime(l.observed_from, '%Y')) as round_code,
    coalesce(l.point_name, '') as point_name,
    coalesce(l.gender_code, 'unknown') as gender_code,
    coalesce(l.age_code, 'unknown') as age_code,
    l.activity_code,
    l.weather,
    lower(l.place_name) as place_name,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.longitude
    end as longitude,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.latitude
    end as latitude,
    l.duration_minutes,
    l.person_count,
    l.observed_from as observed_from_at
from land_flow_observation as l
