-- purpose: faults of rejected rows of sources that are not protected
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
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.load_no,
    m.line_no,
    m.heading
