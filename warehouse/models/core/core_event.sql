-- purpose: events, each once in its newest form; not those cancelled
-- grain: one row per event
-- key: source_id, row_key
-- owner: warehouse

with newest as (
    select
        s.source_id,
        s.row_key,
        s.title,
        s.category_code,
        s.place_name,
        s.status_code,
        s.longitude,
        s.latitude,
        s.expected_visitor_count,
        case
            when s.time_is_known then extract(hour from s.starts_at)
        end as begins_hour,
        cast(s.starts_at as date) as local_date,
        cast(s.ends_at as date) as last_date
    from stg_event as s
    qualify row_number() over (
        partition by s.source_id, s.row_key
        order by s.load_no desc, s.line_no desc
    ) = 1
)

select
    n.source_id,
    n.row_key,
    n.title,
    coalesce(m.category_id, 'other_event') as category_id,
    n.place_name,
    n.longitude,
    n.latitude,
    n.expected_visitor_count,
    n.begins_hour,
    r.is_everywhere,
    n.local_date,
    n.last_date
from newest as n
inner join ref_source as r
    on n.source_id = r.source_id
left join ref_code_map as m
    on
        n.source_id = m.source_id
        and n.category_code = m.category_code
        and n.local_date >= m.valid_from_date
        and n.local_date < m.valid_to_date
-- A newer form may cancel an event, so the newest is chosen first.
where n.status_code <> 'cancelled'
