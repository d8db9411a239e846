-- purpose: what was written down before a place's programme began: outcomes
--   (a KPI, perhaps of some categories) and control areas
-- grain: one row per outcome or control area of a place
-- key: site_id, part, item_no
-- owner: warehouse

select
    r.site_id,
    r.part_code as part,
    r.item_no,
    r.item_id,
    r.category_ids,
    r.name_sv,
    r.name_en,
    r.expected_percent,
    r.target_value,
    r.registered_on
from ref_registered as r
order by
    r.site_id,
    part,
    r.item_no
