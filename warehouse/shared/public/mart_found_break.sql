-- purpose: breaks that were found in the rows of sources that are not
--   protected; none of reporters: one of them is a person
-- grain: one row per area, source, change and day
-- key: area_id, source_id, change_code, break_on
-- owner: warehouse

select
    m.area_id,
    m.site_id,
    m.source_id,
    m.kind,
    m.change_code,
    m.subject_names,
    m.subject_count,
    m.break_on
from mart_found_break as m
inner join ref_source as s
    on m.source_id = s.source_id
where
    s.sensitivity_code <> 'protected'
    and m.change_code in ('points_started', 'points_stopped', 'codes_changed')
order by
    m.area_id,
    m.break_on,
    m.source_id
