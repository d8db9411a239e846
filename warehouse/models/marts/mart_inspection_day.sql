-- purpose: inspections of an area by day; KPI input, not published
-- grain: one row per area, protection and day
-- key: area_id, is_protected, local_date
-- owner: warehouse

select
    i.area_id,
    count(*) as inspection_count,
    cast(
        sum(
            case
                when i.result_code = 'failed' then 1
                else 0
            end
        ) as bigint
    ) as failed_count,
    cast(
        sum(
            case
                when i.result_code = 'remarks' then 1
                else 0
            end
        ) as bigint
    ) as remarks_count,
    s.sensitivity_code = 'protected' as is_protected,
    i.local_date
from core_inspection_area as i
inner join ref_source as s
    on i.source_id = s.source_id
group by
    i.area_id,
    s.sensitivity_code = 'protected',
    i.local_date
