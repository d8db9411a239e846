-- Grades of cleanliness of one area in a span. One row per day with any.
select
    local_date,
    sum(grade_sum) as grade_sum,
    cast(sum(grade_count) as bigint) as grade_count
from main.mart_grade_day
where
    area_id = $area_id
    and local_date >= $first
    and local_date < $end
group by local_date
order by local_date
