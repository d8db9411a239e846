-- purpose: measures of plans that are not cancelled: when each was decided,
--   began, became late by the day first promised, and was done
-- grain: one row per measure
-- key: measure_id
-- owner: warehouse

with known as (
    select
        m.measure_id,
        m.site_id,
        m.source_id,
        m.status,
        m.kpi_id is not null
        and coalesce(m.target_value, m.expected_percent) is not null
            as has_indicator,
        least(
            coalesce(m.decided_on, s.loaded_date),
            coalesce(m.started_on, s.loaded_date),
            coalesce(m.completed_on, s.loaded_date)
        ) as known_date,
        s.loaded_date,
        m.started_on,
        m.completed_on,
        coalesce(m.first_due_on, m.due_on) as promised_on
    from mart_plan_measure as m
    inner join ref_source_load as s
        on m.source_id = s.source_id
    where m.status <> 'cancelled'
)

select
    k.measure_id,
    k.site_id,
    k.source_id,
    k.has_indicator,
    k.known_date,
    case
        when k.status in ('completed', 'in_progress', 'ongoing')
            then coalesce(k.started_on, k.completed_on, k.known_date)
    end as begun_date,
    cast(k.promised_on + interval '1' day as date) as late_date,
    case
        when k.completed_on is not null then k.completed_on
        when k.status = 'completed' then k.loaded_date
    end as done_date
from known as k
