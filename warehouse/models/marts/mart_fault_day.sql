-- purpose: fault reports of an area by category and day; KPI input, not
--   published
-- grain: one row per area, category and day
-- key: area_id, category_id, local_date
-- owner: warehouse

select
    f.area_id,
    f.category_id,
    count(*) as report_count,
    cast(
        sum(
            case
                when f.status_code = 'duplicate' then 1
                else 0
            end
        ) as bigint
    ) as duplicate_count,
    f.local_date
from core_fault_report_area as f
group by
    f.area_id,
    f.category_id,
    f.local_date
