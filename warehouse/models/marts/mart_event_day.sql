-- purpose: events of an area by the day they begin, those of a known hour,
--   and those of the evening and night (17-05); KPI input, not published
-- grain: one row per area, protection and day
-- key: area_id, is_protected, local_date
-- owner: warehouse

select
    e.area_id,
    count(*) as event_count,
    count(e.begins_hour) as timed_count,
    cast(
        sum(
            case
                when e.begins_hour >= 17 or e.begins_hour < 5 then 1
                else 0
            end
        ) as bigint
    ) as evening_count,
    s.sensitivity_code = 'protected' as is_protected,
    e.local_date
from core_event_area as e
inner join ref_source as s
    on e.source_id = s.source_id
group by
    e.area_id,
    s.sensitivity_code = 'protected',
    e.local_date
