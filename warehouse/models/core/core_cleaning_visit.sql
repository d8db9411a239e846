-- purpose: cleaning visits, each once in its newest form
-- grain: one row per row in its newest form
-- key: source_id, row_key
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.type_code,
    s.cleaner_org,
    s.place_name,
    s.longitude,
    s.latitude,
    s.duration_minutes,
    s.bag_count,
    s.weight_kg,
    s.grade_before,
    s.grade_after,
    cast(s.cleaned_at as date) as local_date
from stg_cleaning_visit as s
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
