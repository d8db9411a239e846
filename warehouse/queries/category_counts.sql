-- A KPI's counts of one area by category, in a span and in what it is
-- compared with (null dates: nothing). One row per category with a count
-- in either.
with

counted as (
    select
        category_id,
        numerator,
        local_date >= $first and local_date < $end as in_span,
        local_date >= cast($other_first as date)
        and local_date < cast($other_end as date) as in_comparison
    from main.mart_kpi_day
    where
        area_id = $area_id
        and kpi_id = $kpi_id
),

summed as (
    select
        category_id,
        coalesce(sum(numerator) filter (where in_span), 0) as value,
        coalesce(sum(numerator) filter (where in_comparison), 0)
            as comparison_value
    from counted
    where in_span or in_comparison
    group by category_id
)

select
    category_id,
    value,
    comparison_value
from summed
where value > 0 or comparison_value > 0
