-- purpose: the shapes of one column's texts: y four digits, d one or two, a letters
-- grain: one row per shape
-- key: shape
-- owner: data_pipeline.profiling.time_columns
select
    regexp_replace(
        regexp_replace(
            regexp_replace(value, '[A-Za-zÅÄÖåäö]+', 'a', 'g'), '[0-9]{4}', 'y', 'g'
        ),
        '[0-9]{1,2}', 'd', 'g'
    ) as shape,
    count(*) as value_count
from profiled_times
where value is not null
group by shape
order by value_count desc, shape
limit 40
