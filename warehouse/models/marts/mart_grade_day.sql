-- purpose: grades of cleanliness 1-4 of an area by day, from looks at a spot;
--   what a cleaner leaves behind is no look at how clean the place is kept
-- grain: one row per area, source and day
-- key: area_id, source_id, local_date
-- owner: warehouse

select
    o.area_id,
    g.source_id,
    count(*) as grade_count,
    sum(g.grade) as grade_sum,
    g.local_date
from core_cleanliness_grade as g
inner join core_observed_area as o
    on
        g.source_id = o.source_id
        and g.row_key = o.row_key
group by
    o.area_id,
    g.source_id,
    g.local_date
