-- People counted by hand in one area up to a day: who they seemed to be, and
-- whether they stayed. One row per round.
select
    round_code,
    min(local_date) as first_date,
    max(local_date) as last_date,
    cast(sum(person_count) as bigint) as person_count,
    cast(
        coalesce(sum(person_count) filter (where gender_code = 'woman'), 0)
        as bigint
    ) as woman_count,
    cast(
        coalesce(sum(person_count) filter (where gender_code = 'man'), 0)
        as bigint
    ) as man_count,
    cast(
        coalesce(sum(person_count) filter (where activity_code = 'staying'), 0)
        as bigint
    ) as staying_count
from main.mart_flow_observation_hour
where
    area_id = $area_id
    and local_date < $end
group by
    source_id,
    round_code
order by
    last_date,
    round_code
