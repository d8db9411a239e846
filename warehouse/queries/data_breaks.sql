-- Days from which numbers mean something else. One row per break of a place.
select
    b.site_id,
    b.kind,
    b.what_sv,
    b.what_en,
    b.break_on
from main.mart_break as b
order by b.break_on desc, b.site_id
