-- purpose: days from which numbers of a kind mean something else at a place
-- grain: one row per break of a place
-- key: site_id, kind, break_on
-- owner: warehouse

select
    b.site_id,
    b.kind,
    b.what_sv,
    b.what_en,
    b.moves_boundary,
    b.break_on
from mart_break as b
order by
    b.site_id,
    b.break_on
