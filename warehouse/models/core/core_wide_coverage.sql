-- purpose: days for which a source has reported on an area, where it tells of
--   all that happens: at a place where it has rows; in zones, and areas
--   around, of a place where it has rows in one of them; without rows such an
--   area has a true zero
-- grain: one row per run of days of a source in an area
-- key: area_id, source_id, covered_from_date
-- owner: warehouse

with part as (
    select
        a.area_id,
        a.site_id,
        case
            when a.role_code in ('site', 'zone') then a.role_code
            else 'around'
        end as part_code
    from ref_area as a
),

wide as (
    select
        p.site_id,
        p.part_code,
        d.source_id
    from core_area_day as d
    inner join part as p
        on d.area_id = p.area_id
    where d.kind_code in ('incident', 'fault_report', 'inspection', 'event')
    group by
        p.site_id,
        p.part_code,
        d.source_id
)

select
    p.area_id,
    c.source_id,
    c.kind_code,
    c.covered_from_date,
    c.covered_last_date
from core_coverage as c
cross join part as p
where
    exists (
        select 1
        from wide as w
        where
            w.source_id = c.source_id
            and w.site_id = p.site_id
            and (w.part_code = p.part_code or p.part_code = 'site')
    )
