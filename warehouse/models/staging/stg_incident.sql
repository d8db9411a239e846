-- purpose: incidents as the contracts typed them
-- grain: one row per landed row
-- key: load_no, line_no
-- part: load_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    lower(coalesce(l.category_code, '')) as category_code,
    l.reporter_code,
    lower(l.place_name) as place_name,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.longitude
    end as longitude,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.latitude
    end as latitude,
    coalesce(l.incident_count, 1) as incident_count,
    l.time_is_known,
    l.occurred_from as occurred_from_at,
    case
        when l.occurred_to > l.occurred_from then l.occurred_to
    end as occurred_to_at,
    l.reported_at
from land_incident as l
