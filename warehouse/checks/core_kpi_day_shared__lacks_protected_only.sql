-- purpose: what shared files lack of a KPI comes from protected sources of its
--   kind; else its kind is wrong, and its baseline would be shared as open
-- grain: one row per KPI that lacks other rows
-- key: kpi_id
-- owner: warehouse

with every as (
    select
        k.kpi_id,
        count(*) as row_count,
        sum(k.numerator) as numerator
    from mart_kpi_day as k
    group by k.kpi_id
),

shared as (
    select
        k.kpi_id,
        count(*) as row_count,
        sum(k.numerator) as numerator
    from core_kpi_day_shared as k
    group by k.kpi_id
)

select e.kpi_id
from every as e
left join shared as s
    on e.kpi_id = s.kpi_id
where
    (
        s.kpi_id is null
        or e.row_count <> s.row_count
        or abs(e.numerator - s.numerator) > 0.001
    )
    and not exists (
        select 1
        from mart_kpi_source as k
        where
            k.kpi_id = e.kpi_id
            and k.sensitivity = 'protected'
    )
