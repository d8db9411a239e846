-- purpose: incidents by hour: one whose time is a span is spread evenly over
--   it, by the second; longer than a week or of unknown time: no hour
-- grain: one row per area, category, protection, day and hour
-- key: area_id, category_id, is_protected, local_date, hour
-- part: local_date
-- owner: warehouse

with point as (
    select
        i.area_id,
        i.source_id,
        i.category_id,
        cast(i.incident_count as double) as incident_count,
        cast(
            case
                when i.time_is_known and i.occurred_to_at is null
                    then extract(hour from i.occurred_from_at)
            end as integer
        ) as hour,
        i.local_date
    from core_incident_area as i
    where
        i.occurred_to_at is null
        or not i.time_is_known
        or date_diff('second', i.occurred_from_at, i.occurred_to_at) > 604800
),

every as (
    select
        s.area_id,
        s.source_id,
        s.category_id,
        s.incident_count,
        s.hour,
        s.local_date
    from core_incident_spread as s
    union all
    select
        p.area_id,
        p.source_id,
        p.category_id,
        p.incident_count,
        p.hour,
        p.local_date
    from point as p
)

select
    e.area_id,
    e.category_id,
    sum(e.incident_count) as incident_count,
    e.hour,
    r.sensitivity_code = 'protected' as is_protected,
    e.local_date
from every as e
inner join ref_source as r
    on e.source_id = r.source_id
group by
    e.area_id,
    e.category_id,
    e.hour,
    r.sensitivity_code = 'protected',
    e.local_date
order by
    e.area_id,
    e.local_date
