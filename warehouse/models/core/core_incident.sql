-- purpose: incidents, each once in its newest form, with our category
--   and its day on the wall clock
-- grain: one row per incident
-- key: source_id, row_key
-- part: row_key
-- owner: warehouse

with newest as (
    select
        s.source_id,
        s.row_key,
        s.category_code,
        s.reporter_code,
        s.place_name,
        s.longitude,
        s.latitude,
        s.incident_count,
        s.time_is_known,
        s.occurred_from_at,
        s.occurred_to_at,
        cast(s.occurred_from_at as date) as local_date
    from stg_incident as s
    qualify row_number() over (
        partition by s.source_id, s.row_key
        order by s.load_no desc, s.line_no desc
    ) = 1
)

select
    n.source_id,
    n.row_key,
    n.category_code,
    coalesce(m.category_id, 'unmapped') as category_id,
    n.reporter_code,
    n.place_name,
    n.longitude,
    n.latitude,
    n.incident_count,
    n.time_is_known,
    n.local_date,
    n.occurred_from_at,
    n.occurred_to_at,
    n.occurred_from_at at time zone i.time_zone at time zone 'UTC'
        as occurred_from_utc_at
from newest as n
cross join ref_instance as i
left join ref_code_map as m
    on
        n.source_id = m.source_id
        and n.category_code = m.category_code
        and n.local_date >= m.valid_from_date
        and n.local_date < m.valid_to_date
