-- The latest numbers about wider areas up to a day, of the first series by
-- name, and how many series there are. One row per series and period.
with series as (
    select distinct
        v.source_id,
        v.area_code,
        v.area_name,
        v.series_code,
        v.series_name,
        v.group_code
    from main.mart_context_value as v
    where
        v.context_value is not null
        and v.period_from < $end
),

numbered as (
    select
        s.*,
        row_number() over (
            order by
                s.source_id, s.series_name, s.area_name, s.area_code,
                s.series_code, s.group_code
        ) as series_no,
        count(*) over () as series_count
    from series as s
),

told as (
    select
        n.series_no,
        n.series_count,
        v.*,
        row_number() over (
            partition by n.series_no
            order by v.period_from desc
        ) as age
    from numbered as n
    inner join main.mart_context_value as v
        on
            n.source_id = v.source_id
            and n.area_code = v.area_code
            and n.area_name = v.area_name
            and n.series_code = v.series_code
            and n.series_name = v.series_name
            and n.group_code = v.group_code
    where
        n.series_no <= $most_series
        and v.context_value is not null
        and v.period_from < $end
)

select
    t.series_no,
    t.source_id,
    t.series_name,
    t.area_name,
    t.group_code,
    coalesce(t.unit_name, '') as unit_name,
    s.date_unit,
    t.period_from,
    cast(t.context_value as double) as context_value,
    t.series_count
from told as t
inner join main.mart_source as s
    on t.source_id = s.source_id
where t.age <= $most_periods
order by
    t.series_no,
    t.period_from desc
