-- purpose: every category that is configured, whether any row has it or not:
--   which ones occur is a fact about protected rows
-- grain: one row per category
-- key: category_id
-- owner: warehouse

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
order by c.category_id
