-- Fault reports of one area whose service level's time was up in a span. One
-- still open whose time is up is a miss. One row per category.
select
    f.category_id,
    cast(
        coalesce(sum(f.report_count) filter (where f.is_in_time), 0) as bigint
    ) as met_count,
    cast(sum(f.report_count) as bigint) as due_count
from main.mart_fault_duration as f
inner join main.mart_source as s
    on f.source_id = s.source_id
where
    f.area_id = $area_id
    and f.wait_hours is not null
    and f.due_date >= $first
    and f.due_date < $end
    and f.due_date <= s.data_to
group by f.category_id
