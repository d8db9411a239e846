-- purpose: events as the contracts typed them
-- grain: one row per landed row
-- key: load_no, line_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    l.title,
    lower(coalesce(l.category_code, '')) as category_code,
    lower(l.place_name) as place_name,
    coalesce(l.status, '') as status_code,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.longitude
    end as longitude,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.latitude
    end as latitude,
    l.expected_visitors as expected_visitor_count,
    l.time_is_known,
    l.starts_at,
    coalesce(l.ends_at, l.starts_at) as ends_at
from land_event as l
