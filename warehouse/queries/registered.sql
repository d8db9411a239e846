-- What a place registered before its start. One row per outcome or area.
select
    part,
    item_id,
    category_ids,
    name_sv,
    name_en,
    expected_percent,
    target_value,
    registered_on
from main.mart_registered
where site_id = $site_id
order by part, item_no
