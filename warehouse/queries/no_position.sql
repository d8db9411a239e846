-- Incident rows in a span that have no position, at no place. One row.
select cast(coalesce(sum(no_position_count), 0) as bigint) as no_position_count
from main.mart_source_day
where
    kind = 'incident'
    and local_date >= $first
    and local_date < $end
