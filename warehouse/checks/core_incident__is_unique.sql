-- purpose: an incident counted twice, for instance by two codes valid the
--   same day
-- grain: one row per repeated incident
-- key: source_id, row_key
-- part: row_key
-- owner: warehouse

select
    i.source_id,
    i.row_key
from core_incident as i
group by
    i.source_id,
    i.row_key
having count(*) > 1
