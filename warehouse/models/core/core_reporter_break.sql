-- purpose: days on which reporters who write a tenth or more of a source's
--   rows at a site began or ceased to report there; those of one week together
-- grain: one row per site, source, change and day
-- key: site_id, source_id, change_code, break_on
-- owner: warehouse

with changes as (
    select
        e.site_id,
        e.source_id,
        e.change_code,
        string_agg(e.reporter_code, ', ' order by e.reporter_code)
            as subject_names,
        count(*) as subject_count,
        sum(e.row_count) as row_count,
        min(e.first_date) as first_date,
        max(e.last_date) as last_date
    from core_reporter_edge as e
    group by
        e.site_id,
        e.source_id,
        e.change_code,
        e.week_from
),

weighed as (
    select
        c.site_id,
        c.source_id,
        c.change_code,
        c.subject_names,
        c.subject_count,
        c.row_count,
        sum(d.row_count) as every_count,
        c.first_date,
        c.last_date
    from changes as c
    inner join core_reporter_day as d
        on
            c.site_id = d.site_id
            and c.source_id = d.source_id
            and c.first_date <= d.local_date
            and c.last_date >= d.local_date
    group by
        c.site_id,
        c.source_id,
        c.change_code,
        c.subject_names,
        c.subject_count,
        c.row_count,
        c.first_date,
        c.last_date
)

select
    w.site_id,
    w.source_id,
    w.change_code,
    w.subject_names,
    w.subject_count,
    case
        when w.change_code = 'reporters_started' then w.first_date
        else cast(w.last_date + interval '1' day as date)
    end as break_on
from weighed as w
where w.row_count * 10 >= w.every_count
