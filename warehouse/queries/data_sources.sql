-- Every source with how it reports and what was loaded last; of a protected
-- source a shared file tells only that a file came. One row per source.
select
    s.source_id,
    s.kind,
    s.name_sv,
    s.name_en,
    s.publisher_sv,
    s.publisher_en,
    s.sensitivity,
    s.cadence,
    s.preliminary_days,
    s.longest_pause_days,
    s.row_count,
    s.rejected_count,
    s.no_position_count,
    s.outside_count,
    s.unmapped_count,
    s.data_from,
    s.data_to,
    max(l.loaded_at) as last_loaded_at
from main.mart_source as s
left join main.mart_load as l
    on
        s.source_id = l.source_id
        and coalesce(l.status, 'landed') = 'landed'
group by all
order by s.name_sv, s.source_id
