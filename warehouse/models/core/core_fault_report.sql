-- purpose: fault reports, each once in its newest form, with our category
-- grain: one row per fault report
-- key: source_id, row_key
-- part: row_key
-- owner: warehouse

with newest as (
    select
        s.source_id,
        s.row_key,
        s.category_code,
        s.status_code,
        s.place_name,
        s.longitude,
        s.latitude,
        s.created_at,
        s.closed_at,
        cast(s.created_at as date) as local_date
    from stg_fault_report as s
    qualify row_number() over (
        partition by s.source_id, s.row_key
        order by s.load_no desc, s.line_no desc
    ) = 1
)

select
    n.source_id,
    n.row_key,
    n.category_code,
    coalesce(m.category_id, 'other_fault') as category_id,
    n.status_code,
    n.place_name,
    n.longitude,
    n.latitude,
    m.category_id is not null as is_mapped,
    n.local_date,
    n.created_at,
    n.closed_at
from newest as n
left join ref_code_map as m
    on
        n.source_id = m.source_id
        and n.category_code = m.category_code
        and n.local_date >= m.valid_from_date
        and n.local_date < m.valid_to_date
