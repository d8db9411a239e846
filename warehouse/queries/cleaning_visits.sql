-- Cleaning visits of one area in a span, by sort. One row per sort.
select
    type_code,
    cast(sum(visit_count) as bigint) as visit_count
from main.mart_cleaning_day
where
    area_id = $area_id
    and local_date >= $first
    and local_date < $end
group by type_code
