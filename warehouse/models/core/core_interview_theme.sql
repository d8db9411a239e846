-- purpose: themes raised in interviews, each once in its newest form
-- grain: one row per row in its newest form
-- key: source_id, row_key
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.round_code,
    s.interview_id,
    s.theme_code,
    s.sentiment_code,
    s.spot_name,
    s.time_band_code,
    s.role_code,
    s.place_name,
    s.longitude,
    s.latitude,
    cast(s.interviewed_at as date) as local_date
from stg_interview_theme as s
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
