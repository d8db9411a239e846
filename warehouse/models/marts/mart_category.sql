-- purpose: categories that any row has, or for which a time was agreed
-- grain: one row per category
-- key: category_id
-- owner: warehouse

with used as (
    select i.category_id
    from mart_incident_day as i
    union all
    select f.category_id
    from mart_fault_day as f
    union all
    select e.category_id
    from core_event as e
)

select
    c.category_id,
    c.kind_code as kind,
    c.group_id,
    c.name_sv,
    c.name_en,
    c.service_hours,
    c.service_workdays,
    c.is_sensitive,
    c.has_own_service_level
from ref_category as c
where
    c.has_own_service_level
    or exists (
        select 1
        from used as u
        where u.category_id = c.category_id
    )
order by c.category_id
