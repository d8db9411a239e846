-- The latest numbers about wider areas up to a day, of the first series by
-- name, and how many series there are. One row per series and period.
with told as (
    select
        v.source_id,
        v.series_name,
        v.area_name,
        v.group_code,
        coalesce(v.unit_name, '') as unit_name,
        v.period_from,
        v.context_value,
        s.date_unit,
        dense_rank() over (
            order by
                v.source_id, v.series_name, v.area_name, v.area_code,
                v.series_code, v.group_code
        ) as series_no,
        row_number() over (
            partition by
                v.source_id, v.area_code, v.series_code, v.group_code
            order by v.period_from desc
        ) as age
    from main.mart_context_value as v
    inner join main.mart_source as s
        on v.source_id = s.source_id
    where
        v.context_value is not null
        and v.period_from < $end
),

counted as (
    select max(t.series_no) as series_count
    from told as t
)

select
    t.series_no,
    t.source_id,
    t.series_name,
    t.area_name,
    t.group_code,
    t.unit_name,
    t.date_unit,
    t.period_from,
    cast(t.context_value as double) as context_value,
    c.series_count
from told as t
cross join counted as c
where
    t.series_no <= $most_series
    and t.age <= $most_periods
order by
    t.series_no,
    t.period_from desc
