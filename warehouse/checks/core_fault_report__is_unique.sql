-- purpose: a fault report counted twice, for instance by two codes valid the
--   same day
-- grain: one row per repeated fault report
-- key: source_id, row_key
-- part: row_key
-- owner: warehouse

select
    f.source_id,
    f.row_key
from core_fault_report as f
group by
    f.source_id,
    f.row_key
having count(*) > 1
