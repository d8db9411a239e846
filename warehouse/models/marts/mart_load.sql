-- purpose: the ledger: every file that was taken or refused
-- grain: one row per load
-- key: load_no
-- owner: warehouse

select
    l.load_no,
    l.source_id,
    l.file_name,
    l.sha256,
    l.encoding,
    l.status_code as status,
    l.dropped_headings,
    l.record_count,
    l.accepted_count,
    l.rejected_count,
    l.set_aside_count,
    l.loaded_at
from ref_load as l
order by l.load_no
