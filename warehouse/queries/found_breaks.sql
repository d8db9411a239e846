-- Breaks found in the rows of sources. One row per area, source, change, day.
select
    b.site_id,
    b.area_id,
    b.kind,
    b.change_code,
    b.source_id,
    s.name_sv,
    s.name_en,
    b.subject_names,
    b.subject_count,
    b.break_on
from main.mart_found_break as b
inner join main.mart_source as s
    on b.source_id = s.source_id
order by b.break_on, b.source_id, b.change_code
