-- What the build has to say, worst first. One row per message.
select
    level,
    coalesce(source_id, '') as source_id,
    coalesce(file_name, '') as file_name,
    found_sv,
    found_en,
    remedy_sv,
    remedy_en
from main.mart_message
order by
    case level when 'error' then 1 when 'warning' then 2 else 3 end,
    source_id,
    file_name,
    found_sv
