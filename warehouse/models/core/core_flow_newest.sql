-- purpose: counts that may stand for another, each once in its newest form, of
--   sources that name them by point and moment
-- grain: one row per count of a source in an hour of core_flow_repeat
-- key: source_id, row_key
-- part: local_date
-- owner: warehouse

select
    s.source_id,
    s.row_key,
    s.point_code,
    s.direction_code,
    s.quality_code,
    s.visitor_count,
    s.duration_minutes,
    s.local_date,
    s.counted_from_at
from stg_flow_count as s
inner join ref_source as f
    on s.source_id = f.source_id
inner join core_flow_repeat as r
    on
        s.source_id = r.source_id
        and s.point_code = r.point_code
        and s.direction_code = r.direction_code
        and date_trunc('hour', s.counted_from_at) = r.hour_at
where f.is_keyed_by_moment
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
