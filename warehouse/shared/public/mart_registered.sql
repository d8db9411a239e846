-- purpose: what was written down before a place's programme began
-- grain: one row per outcome or control area of a place
-- key: site_id, part, item_no
-- owner: warehouse

select
    r.site_id,
    r.part,
    r.item_no,
    r.item_id,
    r.category_ids,
    r.name_sv,
    r.name_en,
    r.expected_percent,
    r.target_value,
    r.registered_on
from mart_registered as r
order by
    r.site_id,
    r.part,
    r.item_no
