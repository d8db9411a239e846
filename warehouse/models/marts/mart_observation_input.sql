-- purpose: people observed in an area by round, gender, activity and day; KPI
--   input, not published
-- grain: one row per area, source, round, gender, activity and day
-- key: area_id, source_id, round_key, gender_code, activity_code, local_date
-- owner: warehouse

select
    o.area_id,
    o.source_id,
    r.round_key,
    o.gender_code,
    o.activity_code,
    cast(sum(o.person_count) as bigint) as person_count,
    cast(
        sum(
            case
                when o.gender_code = 'woman' then o.person_count
                else 0
            end
        ) as bigint
    ) as woman_count,
    cast(
        sum(
            case
                when o.activity_code = 'staying' then o.person_count
                else 0
            end
        ) as bigint
    ) as staying_count,
    s.sensitivity_code = 'protected' as is_protected,
    o.local_date
from mart_flow_observation_hour as o
inner join ref_source as s
    on o.source_id = s.source_id
inner join core_round as r
    on
        o.source_id = r.source_id
        and coalesce(o.round_code, '') = r.round_code
        and o.local_date = r.local_date
group by
    o.area_id,
    o.source_id,
    r.round_key,
    o.gender_code,
    o.activity_code,
    s.sensitivity_code,
    o.local_date
