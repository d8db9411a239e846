-- purpose: what the texts of one column are, counted over all of them
-- grain: one row
-- key: none
-- owner: data_pipeline.profiling.columns
with texts as (
    select
        value,
        replace(replace(replace(value, chr(160), ''), chr(8239), ''), ' ', '') as bare
    from profiled_column
    where value is not null
)

select
    count(*) as filled_count,
    count(distinct value) as distinct_count,
    count_if(regexp_full_match(bare, '[-−]?[0-9]*[.,]?[0-9]+([eE][-+]?[0-9]+)?')) as number_count,
    count_if(regexp_full_match(bare, '[-−]?[0-9]*[.,][0-9]*[1-9][0-9]*')) as fraction_count,
    count_if(regexp_full_match(bare, '\(?-?[0-9]+\.[0-9]+,-?[0-9]+\.[0-9]+\)?')) as position_count,
    -- A workbook gives a clock time as one of its first day.
    count_if(
        regexp_full_match(
            bare, '((1899-12-3[01]|1900-01-0[01])T?)?[0-2]?[0-9]:[0-5][0-9](:[0-5][0-9])?'
        )
    ) as clock_count,
    min(try_cast(replace(replace(bare, ',', '.'), '−', '-') as double)) as lowest,
    max(try_cast(replace(replace(bare, ',', '.'), '−', '-') as double)) as highest,
    avg(length(value)) as mean_length,
    count_if(contains(value, '@')) as at_sign_count
from texts
