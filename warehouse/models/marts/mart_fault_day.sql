-- purpose: fault reports of an area by category and day; KPI input, not
--   published
-- grain: one row per area, category, protection and day
-- key: area_id, category_id, is_protected, local_date
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
    s.sensitivity_code = 'protected' as is_protected,
    f.local_date
from core_fault_report_area as f
inner join ref_source as s
    on f.source_id = s.source_id
group by
    f.area_id,
    f.category_id,
    s.sensitivity_code = 'protected',
    f.local_date
