-- purpose: litter counted in an area: the measured square metres count once a
--   stretch, chewing gum stands apart
-- grain: one row per area, source, method and day
-- key: area_id, source_id, method_code, local_date
-- owner: warehouse

with stretches as (
    select
        o.area_id,
        m.source_id,
        m.method_code,
        m.measurement_id,
        sum(
            case
                when m.type_code <> 'chewing_gum' then m.item_count
                else 0
            end
        ) as item_count,
        sum(
            case
                when m.type_code = 'chewing_gum' then m.item_count
                else 0
            end
        ) as gum_count,
        max(m.area_m2) as area_m2,
        m.local_date
    from core_litter_measurement as m
    inner join core_observed_area as o
        on
            m.source_id = o.source_id
            and m.row_key = o.row_key
    group by
        o.area_id,
        m.source_id,
        m.method_code,
        m.measurement_id,
        m.local_date
)

select
    s.area_id,
    s.source_id,
    s.method_code,
    count(*) as stretch_count,
    cast(sum(s.item_count) as bigint) as item_count,
    cast(sum(s.gum_count) as bigint) as gum_count,
    sum(s.area_m2) as area_m2,
    s.local_date
from stretches as s
group by
    s.area_id,
    s.source_id,
    s.method_code,
    s.local_date
