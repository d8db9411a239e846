-- purpose: the most common texts of one column
-- grain: one row per text
-- key: value
-- owner: data_pipeline.profiling.columns
select
    value,
    count(*) as value_count
from profiled_column
where value is not null
group by value
order by value_count desc, value
limit 200
