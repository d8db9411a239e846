-- purpose: litter counted in an area by round, method and day; KPI input, not
--   published
-- grain: one row per area, source, round, method and day
-- key: area_id, source_id, round_key, method_code, local_date
-- owner: warehouse

select
    m.area_id,
    m.source_id,
    r.round_key,
    m.method_code,
    m.item_count,
    m.gum_count,
    m.area_m2,
    s.sensitivity_code = 'protected' as is_protected,
    m.local_date
from mart_litter_day as m
inner join ref_source as s
    on m.source_id = s.source_id
inner join core_round as r
    on
        m.source_id = r.source_id
        and m.local_date = r.local_date
