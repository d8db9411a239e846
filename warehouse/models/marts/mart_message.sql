-- purpose: what this build has to say to people
-- grain: one row per message
-- key: message_no
-- owner: warehouse

select
    m.message_no,
    m.level_code as level,
    m.source_id,
    m.file_name,
    m.found_sv,
    m.found_en,
    m.remedy_sv,
    m.remedy_en
from ref_message as m
order by m.message_no
