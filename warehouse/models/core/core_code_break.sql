-- purpose: days on which a code map takes codes out and others in, where the
--   site has rows of the old ones before the day and of the new ones from it
-- grain: one row per site, source and day
-- key: site_id, source_id, break_on
-- owner: warehouse

with edges as (
    select
        m.source_id,
        m.category_code,
        m.category_id,
        'old' as side,
        m.valid_from_date as first_date,
        m.valid_to_date as end_date,
        m.valid_to_date as break_on
    from ref_code_map as m
    union all
    select
        m.source_id,
        m.category_code,
        m.category_id,
        'new' as side,
        m.valid_from_date as first_date,
        m.valid_to_date as end_date,
        m.valid_from_date as break_on
    from ref_code_map as m
),

paired as (
    select
        o.source_id,
        o.break_on
    from edges as o
    inner join edges as n
        on
            o.source_id = n.source_id
            and o.break_on = n.break_on
    where
        o.side = 'old'
        and n.side = 'new'
    group by
        o.source_id,
        o.break_on
),

met as (
    select
        r.site_id,
        e.source_id,
        e.category_code,
        e.side,
        e.break_on
    from edges as e
    inner join paired as p
        on
            e.source_id = p.source_id
            and e.break_on = p.break_on
    inner join core_coded_day as r
        on
            e.source_id = r.source_id
            and e.category_code = r.category_code
            and e.first_date <= r.local_date
            and e.end_date > r.local_date
)

select
    m.site_id,
    m.source_id,
    count(distinct m.category_code) as subject_count,
    m.break_on
from met as m
group by
    m.site_id,
    m.source_id,
    m.break_on
having count(distinct m.side) = 2
