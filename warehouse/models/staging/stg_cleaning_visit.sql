-- purpose: cleaning visits as the contracts typed them
-- grain: one row per landed row
-- key: load_no, line_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    l.visit_type as type_code,
    l.cleaner_org,
    lower(l.place_name) as place_name,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.longitude
    end as longitude,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.latitude
    end as latitude,
    l.duration_minutes,
    l.bag_count,
    l.weight_kg,
    l.grade_before,
    l.grade_after,
    l.cleaned_at
from land_cleaning_visit as l
