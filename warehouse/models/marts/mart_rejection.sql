-- purpose: faults of rejected rows, the first of each file, for those who mend
--   them; values of personal columns are not kept
-- grain: one row per fault of a row
-- key: load_no, line_no, heading, reason_sv
-- owner: warehouse

select
    r.load_no,
    l.source_id,
    l.file_name,
    r.line_no,
    r.heading,
    r.value,
    r.reason_sv,
    r.reason_en
from ref_rejection as r
inner join ref_load as l
    on r.load_no = l.load_no
order by
    r.load_no,
    r.line_no,
    r.heading
