-- purpose: counts of sources that name them by something else than point and
--   moment, each once in its newest form: a new form may lie on another day
-- grain: one row per count of such a source
-- key: source_id, row_key
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
where not f.is_keyed_by_moment
qualify row_number() over (
    partition by s.source_id, s.row_key
    order by s.load_no desc, s.line_no desc
) = 1
