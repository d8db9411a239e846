-- purpose: which senders' codes each site has on which days, of sources whose
--   code map changes with time
-- grain: one row per site, source, code and day
-- key: site_id, source_id, category_code, local_date
-- part: local_date
-- owner: warehouse

with changing as (
    select m.source_id
    from ref_code_map as m
    where
        m.valid_from_date > date '1900-01-01'
        or m.valid_to_date < date '2200-01-01'
    group by m.source_id
),

every as (
    select
        a.area_id,
        r.source_id,
        r.category_code,
        r.local_date
    from core_incident as r
    inner join changing as c
        on r.source_id = c.source_id
    inner join core_incident_area as a
        on
            r.source_id = a.source_id
            and r.row_key = a.row_key
    union all
    select
        a.area_id,
        r.source_id,
        r.category_code,
        r.local_date
    from core_fault_report as r
    inner join changing as c
        on r.source_id = c.source_id
    inner join core_fault_report_area as a
        on
            r.source_id = a.source_id
            and r.row_key = a.row_key
)

select
    e.area_id as site_id,
    e.source_id,
    e.category_code,
    e.local_date
from every as e
inner join ref_site as s
    on e.area_id = s.site_id
group by
    e.area_id,
    e.source_id,
    e.category_code,
    e.local_date
