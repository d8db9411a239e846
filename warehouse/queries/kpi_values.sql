-- The sums of KPIs in one area over stretches of days ($firsts to $ends,
-- closed-open, pairs in order). $categories bounds the KPIs in $filtered.
-- One row per KPI and stretch in which there is something.
with

stretch as (
    select
        unnest(range(len($firsts))) as stretch_number,
        unnest(cast($firsts as date[])) as first_date,
        unnest(cast($ends as date[])) as end_date
),

kpi_date as (
    select
        kpi_id,
        local_date,
        sum(numerator) as numerator,
        sum(denominator) as denominator
    from main.mart_kpi_day
    where
        area_id = $area_id
        and list_contains(cast($kpi_ids as varchar[]), kpi_id)
        and local_date >= cast($first as date)
        and local_date < cast($end as date)
        and (
            not list_contains(cast($filtered as varchar[]), kpi_id)
            or list_contains(cast($categories as varchar[]), category_id)
        )
    group by kpi_id, local_date
)

select
    k.kpi_id,
    s.stretch_number,
    sum(k.numerator) as numerator,
    sum(k.denominator) as denominator
from kpi_date as k
inner join
    stretch as s
    on k.local_date >= s.first_date and k.local_date < s.end_date
group by k.kpi_id, s.stretch_number
