-- purpose: areas and categories numbered, so that counts are fetched as whole
--   numbers alone
-- grain: one row per name; the empty one is "in no zone"
-- key: member
-- owner: data_pipeline.protected_areas

with every as (
    select a.area_id as member
    from ref_area as a
    union
    select c.category_id as member
    from ref_category as c
    union
    select '' as member
)

select
    e.member,
    row_number() over (order by e.member) - 1 as member_no
from every as e
