-- purpose: when each reporter of some size began and ceased to report at a
--   site, where the source began or ends more than eight weeks from it
-- grain: one row per site, source, reporter and change
-- key: site_id, source_id, reporter_code, change_code
-- owner: warehouse

with source as (
    select
        d.site_id,
        d.source_id,
        min(d.local_date) as first_date,
        max(d.local_date) as last_date
    from core_reporter_day as d
    group by
        d.site_id,
        d.source_id
),

reporter as (
    select
        d.site_id,
        d.source_id,
        d.reporter_code,
        sum(d.row_count) as row_count,
        min(d.local_date) as first_date,
        max(d.local_date) as last_date
    from core_reporter_day as d
    where d.reporter_code is not null
    group by
        d.site_id,
        d.source_id,
        d.reporter_code
)

select
    r.site_id,
    r.source_id,
    r.reporter_code,
    'reporters_started' as change_code,
    r.row_count,
    cast(date_trunc('week', r.first_date) as date) as week_from,
    r.first_date,
    r.last_date
from reporter as r
inner join source as s
    on
        r.site_id = s.site_id
        and r.source_id = s.source_id
where
    r.row_count >= 20
    and date_diff('day', s.first_date, r.first_date) > 56
union all
select
    r.site_id,
    r.source_id,
    r.reporter_code,
    'reporters_stopped' as change_code,
    r.row_count,
    cast(date_trunc('week', r.last_date) as date) as week_from,
    r.first_date,
    r.last_date
from reporter as r
inner join source as s
    on
        r.site_id = s.site_id
        and r.source_id = s.source_id
where
    r.row_count >= 20
    and date_diff('day', r.last_date, s.last_date) > 56
