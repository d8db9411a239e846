-- purpose: themes raised in a round of interviews, and in how many interviews
--   the round was held
-- grain: one row per area, source, round and theme
-- key: area_id, source_id, round_code, theme_code
-- owner: warehouse

with told as (
    select
        o.area_id,
        t.source_id,
        t.round_code,
        t.theme_code,
        t.interview_id,
        t.sentiment_code,
        t.local_date
    from core_interview_theme as t
    inner join core_observed_area as o
        on
            t.source_id = o.source_id
            and t.row_key = o.row_key
),

held as (
    select
        t.area_id,
        t.source_id,
        t.round_code,
        count(distinct t.interview_id) as interview_count,
        max(t.local_date) as last_date
    from told as t
    group by
        t.area_id,
        t.source_id,
        t.round_code
)

select
    t.area_id,
    t.source_id,
    t.round_code,
    t.theme_code,
    count(distinct t.interview_id) as mention_count,
    count(
        distinct case
            when t.sentiment_code = 'negative' then t.interview_id
        end
    ) as negative_count,
    max(h.interview_count) as interview_count,
    max(h.last_date) as last_date
from told as t
inner join held as h
    on
        t.area_id = h.area_id
        and t.source_id = h.source_id
        and t.round_code = h.round_code
group by
    t.area_id,
    t.source_id,
    t.round_code,
    t.theme_code
