-- purpose: measures of action plans, each once in its newest form, with the
--   due date that was first promised and how often it has been moved
-- grain: one row per measure
-- key: source_id, row_key
-- owner: warehouse

with told as (
    select
        s.source_id,
        s.row_key,
        count(s.due_on) as told_count,
        arg_min(s.due_on, s.load_no) as earliest_told_on
    from stg_plan_measure as s
    where s.due_on is not null
    group by
        s.source_id,
        s.row_key
),

step as (
    select
        s.source_id,
        s.row_key,
        s.due_on,
        lag(s.due_on) over (
            partition by s.source_id, s.row_key
            order by s.load_no, s.line_no
        ) as due_before_on
    from stg_plan_measure as s
    where s.due_on is not null
),

moved as (
    select
        p.source_id,
        p.row_key,
        count(*) as moved_count
    from step as p
    where p.due_on <> p.due_before_on
    group by
        p.source_id,
        p.row_key
),

newest as (
    select
        s.load_no,
        s.line_no,
        s.source_id,
        s.row_key,
        s.due_on,
        s.first_due_on
    from stg_plan_measure as s
    qualify row_number() over (
        partition by s.source_id, s.row_key
        order by s.load_no desc, s.line_no desc
    ) = 1
)

select
    n.source_id,
    n.row_key,
    n.load_no,
    n.line_no,
    coalesce(m.moved_count, 0) as moved_count,
    n.due_on,
    coalesce(n.first_due_on, t.earliest_told_on) as first_due_on
from newest as n
left join told as t
    on
        n.source_id = t.source_id
        and n.row_key = t.row_key
left join moved as m
    on
        n.source_id = m.source_id
        and n.row_key = m.row_key
