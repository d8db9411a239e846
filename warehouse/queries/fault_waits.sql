-- How long the fault reports of one area that came in a span have waited.
-- One row per category and wait.
select
    category_id,
    wait_hours,
    cast(sum(report_count) filter (where ended_date is not null) as bigint)
        as ended_count,
    cast(sum(report_count) as bigint) as case_count
from main.mart_fault_duration
where
    area_id = $area_id
    and local_date >= $first
    and local_date < $end
    and wait_hours is not null
group by
    category_id,
    wait_hours
order by
    category_id,
    wait_hours
