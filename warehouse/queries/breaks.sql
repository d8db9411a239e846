-- Days from which a place's numbers mean something else. One row per break.
select
    kind,
    break_on,
    what_sv,
    what_en,
    moves_boundary
from main.mart_break
where site_id = $site_id
order by break_on, kind
