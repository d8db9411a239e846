-- Themes of rounds of interviews in one area up to a day. One row per round and
-- theme.
select
    round_code,
    theme_code,
    mention_count,
    negative_count,
    interview_count,
    last_date
from main.mart_interview_round
where
    area_id = $area_id
    and last_date < $end
order by
    last_date,
    round_code,
    theme_code
