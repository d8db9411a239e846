-- purpose: nothing: what a build says is for those who mend it
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
where false
