-- purpose: inspected checkpoints as the contracts typed them
-- grain: one row per landed row
-- key: load_no, line_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    coalesce(l.round_code, strftime(l.inspected_at, '%Y')) as round_code,
    l.light_code,
    l.aspect_code,
    l.checkpoint_name,
    l.owner_org,
    l.measure_no,
    lower(l.place_name) as place_name,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.longitude
    end as longitude,
    case
        when coalesce(l.longitude, 0) <> 0 and coalesce(l.latitude, 0) <> 0
            then l.latitude
    end as latitude,
    l.rating,
    l.inspected_at
from land_inspection_item as l
