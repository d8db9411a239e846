-- purpose: the index 0-100 of a round, of all and of each group: how many
--   answered, mean, spread and skewness, from which its interval follows
-- grain: one row per area, source, round, split and group
-- key: area_id, source_id, round_code, split_code, group_code
-- owner: warehouse

with grouped as (
    select
        s.area_id,
        s.source_id,
        s.round_code,
        'all' as split_code,
        'all' as group_code,
        s.score,
        s.respondent_count
    from mart_survey_score as s
    union all
    select
        s.area_id,
        s.source_id,
        s.round_code,
        'gender' as split_code,
        s.gender_code as group_code,
        s.score,
        s.respondent_count
    from mart_survey_score as s
    union all
    select
        s.area_id,
        s.source_id,
        s.round_code,
        'age' as split_code,
        s.age_code as group_code,
        s.score,
        s.respondent_count
    from mart_survey_score as s
    union all
    select
        s.area_id,
        s.source_id,
        s.round_code,
        'time_band' as split_code,
        s.time_band_code as group_code,
        s.score,
        s.respondent_count
    from mart_survey_score as s
),

summed as (
    select
        g.area_id,
        g.source_id,
        g.round_code,
        g.split_code,
        coalesce(g.group_code, 'unknown') as group_code,
        cast(sum(g.respondent_count) as double) as n,
        sum(g.score * g.respondent_count) as one,
        sum(g.score * g.score * g.respondent_count) as two,
        sum(g.score * g.score * g.score * g.respondent_count) as three
    from grouped as g
    group by
        g.area_id, g.source_id, g.round_code, g.split_code,
        coalesce(g.group_code, 'unknown')
)

select
    s.area_id,
    s.source_id,
    s.round_code,
    s.split_code,
    s.group_code,
    cast(s.n as bigint) as respondent_count,
    s.one / s.n as score_mean,
    sqrt(
        greatest(s.two / s.n - (s.one / s.n) * (s.one / s.n), 0)
    ) as score_spread,
    s.three / s.n - 3 * s.one * s.two / (s.n * s.n)
    + 2 * (s.one / s.n) * (s.one / s.n) * (s.one / s.n) as score_third
from summed as s
