-- purpose: inspections as the contracts typed them
-- grain: one row per landed row
-- key: load_no, line_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    l.aspect_code,
    l.result as result_code,
    lower(l.place_name) as place_name,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.longitude
    end as longitude,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.latitude
    end as latitude,
    l.inspected_at
from land_inspection as l
