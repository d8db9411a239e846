-- The ledger, newest first. One row per load.
select
    l.load_no,
    l.source_id,
    l.file_name,
    l.status,
    l.record_count,
    l.accepted_count,
    l.rejected_count,
    l.set_aside_count,
    l.dropped_headings,
    l.loaded_at
from main.mart_load as l
order by l.load_no desc
