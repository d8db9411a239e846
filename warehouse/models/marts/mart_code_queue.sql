-- purpose: senders' codes that no mapping knows: what someone has to decide
-- grain: one row per source and code
-- key: source_id, category_code
-- owner: warehouse

with unknown as (
    select
        i.source_id,
        'incident' as kind_code,
        i.category_code,
        i.local_date
    from core_incident as i
    where i.category_id = 'unmapped'
    union all
    select
        f.source_id,
        'fault_report' as kind_code,
        f.category_code,
        f.local_date
    from core_fault_report as f
    where not f.is_mapped
)

select
    u.source_id,
    u.kind_code as kind,
    u.category_code,
    s.map_code as map_name,
    count(*) as row_count,
    min(u.local_date) as first_date,
    max(u.local_date) as last_date
from unknown as u
inner join ref_source as s
    on u.source_id = s.source_id
where u.category_code is not null
group by
    u.source_id,
    u.kind_code,
    u.category_code,
    s.map_code
order by
    u.source_id,
    u.category_code
