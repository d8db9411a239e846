-- purpose: nothing: rejected rows are for those who mend them
-- grain: one row per fault of a row
-- key: load_no, line_no, heading, reason_sv
-- owner: warehouse

select
    m.load_no,
    m.source_id,
    m.file_name,
    m.line_no,
    m.heading,
    m.value,
    m.reason_sv,
    m.reason_en
from mart_rejection as m
where false
