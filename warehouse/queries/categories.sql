-- Every category, and whether any row of the version has it.
-- One row per category.
with

used as (
    select distinct category_id
    from main.mart_kpi_day
    union
    select distinct category_id
    from main.mart_event
)

select
    c.category_id,
    c.kind,
    c.group_id,
    c.name_sv,
    c.name_en,
    c.category_id in (select u.category_id from used as u) as has_rows
from main.mart_category as c
order by c.kind, c.group_id, c.name_sv, c.category_id
