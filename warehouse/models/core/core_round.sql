-- purpose: which days of a source are one measurement round: those of one
--   code, or, without codes, those no more than two weeks apart
-- grain: one row per source, code and day
-- key: source_id, round_code, local_date
-- owner: warehouse

with every as (
    select
        i.source_id,
        coalesce(i.round_code, '') as round_code,
        i.local_date
    from core_inspection_item as i
    union all
    select
        l.source_id,
        '' as round_code,
        l.local_date
    from core_litter_measurement as l
    union all
    select
        f.source_id,
        coalesce(f.round_code, '') as round_code,
        f.local_date
    from core_flow_observation as f
    union all
    select
        u.source_id,
        '' as round_code,
        u.local_date
    from core_offer_unit as u
),

day as (
    select
        e.source_id,
        e.round_code,
        e.local_date,
        lag(e.local_date) over (
            partition by e.source_id, e.round_code
            order by e.local_date
        ) as day_before
    from every as e
    group by
        e.source_id,
        e.round_code,
        e.local_date
)

select
    d.source_id,
    d.round_code,
    d.round_code || '/' || cast(
        sum(
            case
                when d.round_code <> '' then 0
                when d.day_before is null then 1
                when date_diff('day', d.day_before, d.local_date) > 14 then 1
                else 0
            end
        ) over (
            partition by d.source_id, d.round_code
            order by d.local_date
            rows between unbounded preceding and current row
        ) as varchar
    ) as round_key,
    d.local_date
from day as d
