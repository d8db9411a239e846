-- Incident rows that have no position, at no place. One row per source and day.
select
    source_id,
    local_date,
    cast(sum(no_position_count) as bigint) as no_position_count
from main.mart_source_day
where
    kind = 'incident'
    and no_position_count > 0
    and local_date is not null
group by
    source_id,
    local_date
