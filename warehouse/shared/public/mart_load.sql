-- purpose: the ledger; of a protected source's files neither counts, name nor
--   content hash (a small file can be guessed from its hash)
-- grain: one row per load
-- key: load_no
-- owner: warehouse

with told as (
    select
        s.source_id,
        case when s.sensitivity_code <> 'protected' then 1 end as factor
    from ref_source as s
)

select
    l.load_no,
    l.source_id,
    case when t.factor = 1 then l.file_name end as file_name,
    case when t.factor = 1 then l.sha256 end as sha256,
    case when t.factor = 1 then l.encoding end as encoding,
    l.status,
    case when t.factor = 1 then l.dropped_headings end as dropped_headings,
    l.record_count * t.factor as record_count,
    l.accepted_count * t.factor as accepted_count,
    l.rejected_count * t.factor as rejected_count,
    l.set_aside_count * t.factor as set_aside_count,
    l.loaded_at
from mart_load as l
inner join told as t
    on l.source_id = t.source_id
order by l.load_no
