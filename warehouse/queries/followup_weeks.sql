-- Outcomes (a KPI, and categories joined by commas, '' for all; pairs in
-- order) of areas by week from $first, a Monday. One row per outcome, area
-- and week in which there is something.
with

outcome as (
    select
        unnest(range(len($kpi_ids))) as outcome_number,
        unnest(cast($kpi_ids as varchar[])) as kpi_id,
        unnest(cast($category_sets as varchar[])) as category_ids
)

select
    o.outcome_number,
    k.area_id,
    date_diff('day', cast($first as date), k.local_date) // 7 as week_number,
    sum(k.numerator) as numerator,
    sum(k.denominator) as denominator
from main.mart_kpi_day as k
inner join
    outcome as o
    on
        k.kpi_id = o.kpi_id
        and (
            o.category_ids = ''
            or list_contains(string_split(o.category_ids, ','), k.category_id)
        )
where
    list_contains(cast($areas as varchar[]), k.area_id)
    and k.local_date >= cast($first as date)
    and k.local_date < cast($end as date)
group by o.outcome_number, k.area_id, week_number
