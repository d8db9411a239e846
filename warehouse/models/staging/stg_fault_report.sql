-- purpose: fault reports as the contracts typed them
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
    case
        when l.status is not null then l.status
        when l.closed_at >= l.created_at then 'closed'
        else 'open'
    end as status_code,
    lower(l.place_name) as place_name,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.longitude
    end as longitude,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.latitude
    end as latitude,
    l.created_at,
    case
        when
            l.closed_at >= l.created_at
            and (l.status is null or l.status <> 'open') then l.closed_at
    end as closed_at
from land_fault_report as l
