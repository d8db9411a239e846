-- purpose: what this build says of facts and of sources that are not protected;
--   what it says of the others holds counts and values of their rows
-- grain: one row per message
-- key: message_no
-- owner: warehouse

select
    m.message_no,
    m.level,
    m.source_id,
    m.file_name,
    m.found_sv,
    m.found_en,
    m.remedy_sv,
    m.remedy_en
from mart_message as m
left join ref_source as s
    on m.source_id = s.source_id
where
    m.source_id = ''
    or s.sensitivity_code <> 'protected'
order by m.message_no
