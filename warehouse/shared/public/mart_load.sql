-- purpose: the ledger; of a protected source only when its newest file came:
--   a count, a name, a content hash (a small file can be guessed from it) and
--   whether it was refused (it may have been empty) tell of its rows
-- grain: one row per load of a source that is not protected, and one per
--   protected source
-- key: load_no
-- owner: warehouse

with told as (
    select
        s.source_id,
        case when s.sensitivity_code <> 'protected' then 1 end as factor
    from ref_source as s
),

newest as (
    select
        l.source_id,
        max(l.load_no) as load_no
    from mart_load as l
    group by l.source_id
)

select
    l.load_no,
    l.source_id,
    case when t.factor = 1 then l.file_name end as file_name,
    case when t.factor = 1 then l.sha256 end as sha256,
    case when t.factor = 1 then l.encoding end as encoding,
    case when t.factor = 1 then l.status end as status,
    case when t.factor = 1 then l.dropped_headings end as dropped_headings,
    l.record_count * t.factor as record_count,
    l.accepted_count * t.factor as accepted_count,
    l.rejected_count * t.factor as rejected_count,
    l.set_aside_count * t.factor as set_aside_count,
    l.loaded_at
from mart_load as l
inner join told as t
    on l.source_id = t.source_id
inner join newest as n
    on l.source_id = n.source_id
where
    t.factor = 1
    or l.load_no = n.load_no
order by l.load_no
