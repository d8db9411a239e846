-- purpose: grades of cleanliness 1-4 of an area by day, from looks at a spot
--   and from cleaners after their visit
-- grain: one row per area, source and day
-- key: area_id, source_id, local_date
-- owner: warehouse

with every as (
    select
        g.source_id,
        g.row_key,
        g.grade,
        g.local_date
    from core_cleanliness_grade as g
    union all
    select
        c.source_id,
        c.row_key,
        c.grade_after as grade,
        c.local_date
    from core_cleaning_visit as c
    where c.grade_after is not null
)

select
    o.area_id,
    e.source_id,
    count(*) as grade_count,
    sum(e.grade) as grade_sum,
    e.local_date
from every as e
inner join core_observed_area as o
    on
        e.source_id = o.source_id
        and e.row_key = o.row_key
group by
    o.area_id,
    e.source_id,
    e.local_date
