-- Days on which each source that comes once has rows. One row per source and
-- day.
select
    d.source_id,
    d.kind,
    d.local_date
from main.mart_source_day as d
inner join main.mart_source as s
    on d.source_id = s.source_id
where s.cadence = 'once'
order by d.source_id, d.local_date
