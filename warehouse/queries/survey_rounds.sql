-- The index of each round of one area, of all and of each group. One row per
-- source, round, split and group.
select
    i.source_id,
    i.round_code,
    r.first_date,
    r.last_date,
    i.split_code,
    i.group_code,
    i.respondent_count,
    i.score_mean,
    i.score_spread,
    i.score_third
from main.mart_survey_index as i
inner join main.mart_survey_round as r
    on
        i.area_id = r.area_id
        and i.source_id = r.source_id
        and i.round_code = r.round_code
where
    i.area_id = $area_id
    and r.last_date < $end
order by
    r.last_date,
    i.source_id,
    i.split_code,
    i.group_code
