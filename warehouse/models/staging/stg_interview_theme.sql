-- purpose: themes raised in interviews as the contracts typed them
-- grain: one row per landed row
-- key: load_no, line_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    coalesce(l.round_code, strftime(l.interviewed_at, '%Y')) as round_code,
    l.interview_id,
    l.theme_code,
    l.sentiment_code,
    coalesce(l.spot_name, '') as spot_name,
    coalesce(l.time_band_code, 'unknown') as time_band_code,
    coalesce(l.role_code, 'unknown') as role_code,
    lower(l.place_name) as place_name,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.longitude
    end as longitude,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.latitude
    end as latitude,
    l.interviewed_at
from land_interview_theme as l
