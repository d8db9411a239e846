-- purpose: inspections of an area by day; KPI input, not published
-- grain: one row per area and day
-- key: area_id, local_date
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
    i.local_date
from core_inspection_area as i
group by
    i.area_id,
    i.local_date
