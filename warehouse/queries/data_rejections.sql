-- Faults of rejected rows. One row per fault of a row.
select
    r.load_no,
    r.source_id,
    r.file_name,
    r.line_no,
    r.heading,
    r.value,
    r.reason_sv,
    r.reason_en
from main.mart_rejection as r
order by r.source_id, r.load_no desc, r.line_no, r.heading
