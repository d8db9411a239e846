-- purpose: themes raised in interviews at an area
-- grain: one row per area, source, round, theme, sentiment, spot_name,
--   time_band, day
-- key: area_id, source_id, round_code, theme_code, sentiment_code, spot_name,
--   time_band_code, local_date
-- owner: warehouse

select
    o.area_id,
    t.source_id,
    t.round_code,
    t.theme_code,
    t.sentiment_code,
    t.spot_name,
    t.time_band_code,
    count(*) as mention_count,
    count(distinct t.interview_id) as interview_count,
    t.local_date
from core_interview_theme as t
inner join core_observed_area as o
    on
        t.source_id = o.source_id
        and t.row_key = o.row_key
group by
    o.area_id,
    t.source_id,
    t.round_code,
    t.theme_code,
    t.sentiment_code,
    t.spot_name,
    t.time_band_code,
    t.local_date
