-- Incident rows that have no position, at no place. One row per day.
select
    local_date,
    cast(sum(no_position_count) as bigint) as no_position_count
from main.mart_source_day
where
    kind = 'incident'
    and no_position_count > 0
    and local_date is not null
group by local_date
