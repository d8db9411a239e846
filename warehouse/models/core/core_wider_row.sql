-- purpose: observed rows, respondents and context, for what is told of sources
-- grain: one row per row or respondent
-- key: source_id, row_key
-- owner: warehouse

select
    o.source_id,
    o.row_key,
    o.kind_code,
    o.place_name,
    o.longitude,
    o.latitude,
    o.local_date
from core_observed_row as o
union all
select
    r.source_id,
    r.round_code || '/' || r.respondent_id as row_key,
    'survey_answer' as kind_code,
    r.place_name,
    r.longitude,
    r.latitude,
    r.local_date
from core_respondent as r
union all
select
    v.source_id,
    v.row_key,
    'context_value' as kind_code,
    cast(null as varchar) as place_name,
    cast(null as double) as longitude,
    cast(null as double) as latitude,
    v.local_date
from core_context_value as v
union all
select
    e.source_id,
    e.row_key,
    'context_event' as kind_code,
    cast(null as varchar) as place_name,
    cast(null as double) as longitude,
    cast(null as double) as latitude,
    e.local_date
from core_context_event as e
