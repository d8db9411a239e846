-- purpose: days from which the rows of a source at a place mean something
--   else, found in the rows themselves: points, reporters, codes
-- grain: one row per area, source, change and day
-- key: area_id, source_id, change_code, break_on
-- owner: warehouse

with every as (
    select
        p.area_id,
        p.source_id,
        p.change_code,
        p.subject_names,
        p.subject_count,
        p.break_on
    from core_point_break as p
    union all
    select
        r.site_id as area_id,
        r.source_id,
        r.change_code,
        r.subject_names,
        r.subject_count,
        r.break_on
    from core_reporter_break as r
    union all
    select
        c.site_id as area_id,
        c.source_id,
        'codes_changed' as change_code,
        cast(null as varchar) as subject_names,
        c.subject_count,
        c.break_on
    from core_code_break as c
)

select
    e.area_id,
    a.site_id,
    e.source_id,
    s.kind_code as kind,
    e.change_code,
    e.subject_names,
    e.subject_count,
    e.break_on
from every as e
inner join ref_area as a
    on e.area_id = a.area_id
inner join ref_source as s
    on e.source_id = s.source_id
order by
    e.area_id,
    e.break_on,
    e.source_id
