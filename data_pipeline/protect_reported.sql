-- purpose: the days each source has reported, as shared files may tell: of
--   protected incidents only whole closed quarters, of other protected rows
--   nothing, since the first and last day of a run are days with rows
-- grain: one row per run of days of a source
-- key: source_id, covered_from_date
-- owner: data_pipeline.leaf_files

with closed as (
    select
        c.source_id,
        c.kind_code,
        q.quarter_no,
        q.quarter_no - row_number() over (
            partition by c.source_id
            order by q.quarter_no
        ) as run_no,
        q.first_date,
        q.end_date
    from core_coverage as c
    inner join ref_source as s
        on c.source_id = s.source_id
    inner join mart_leaf_quarter as q
        on
            c.covered_from_date <= q.first_date
            and c.covered_last_date >= q.end_date - interval '1' day
    where
        s.sensitivity_code = 'protected'
        and c.kind_code = 'incident'
)

select
    d.source_id,
    d.kind_code,
    min(d.first_date) as covered_from_date,
    max(d.end_date) as covered_to_date
from closed as d
group by
    d.source_id,
    d.kind_code,
    d.run_no
union all
select
    m.source_id,
    m.kind as kind_code,
    m.covered_from as covered_from_date,
    m.covered_to as covered_to_date
from mart_coverage as m
inner join ref_source as s
    on m.source_id = s.source_id
where s.sensitivity_code <> 'protected'
