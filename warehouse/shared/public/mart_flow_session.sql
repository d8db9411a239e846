-- purpose: how long people counted in an area, so that persons an hour can be
--   said, of sources that are not protected
-- grain: one row per area, source, round, day and hour
-- key: area_id, source_id, round_code, local_date, hour
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    m.round_code,
    m.session_count,
    m.duration_minutes,
    m.hour,
    m.local_date
from mart_flow_session as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    m.area_id,
    m.source_id,
    m.round_code,
    m.local_date,
    m.hour
