-- purpose: senders' words for places that we cannot tie to a site: what someone
--   has to decide and nobody did; never those of a column with personal data
-- grain: one row per source and text
-- key: source_id, place_name
-- owner: warehouse

select
    r.source_id,
    r.kind_code as kind,
    r.place_name,
    cast(sum(r.row_count) as bigint) as row_count,
    min(r.local_date) as first_date,
    max(r.local_date) as last_date
from core_source_row as r
inner join ref_source as s
    on r.source_id = s.source_id
left join ref_site_alias as n
    on r.place_name = n.place_name
left join ref_elsewhere as e
    on r.place_name = e.place_name
where
    r.longitude is null
    and r.place_name is not null
    and n.place_name is null
    and e.place_name is null
    and not s.is_everywhere
    and not s.has_personal_places
group by
    r.source_id,
    r.kind_code,
    r.place_name
order by
    r.source_id,
    r.place_name
