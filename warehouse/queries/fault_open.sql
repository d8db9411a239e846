-- Fault reports of one area that were open when a day began, for each of $days,
-- by kind. One row per day and category with any.
select
    d.at_date,
    f.category_id,
    cast(sum(f.report_count) as bigint) as open_count
from main.mart_fault_duration as f
inner join (select unnest(cast($days as date[])) as at_date) as d
    on
        f.local_date < d.at_date
        and (f.ended_date is null or f.ended_date >= d.at_date)
where
    f.area_id = $area_id
    and f.wait_hours is not null
group by
    d.at_date,
    f.category_id
