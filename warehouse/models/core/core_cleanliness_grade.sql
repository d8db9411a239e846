-- purpose: looks at how clean a spot is, each once in its newest form
-- grain: one row per row in its newest form
-- key: source_id, row_key
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.rater_org,
    s.place_name,
    s.longitude,
    s.latitude,
    s.grade,
    cast(s.graded_at as date) as local_date
from stg_cleanliness_grade as s
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
