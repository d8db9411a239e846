-- Every source of the version with what was kept and what was not.
-- One row per source.
select
    source_id,
    kind,
    name_sv,
    name_en,
    publisher_sv,
    publisher_en,
    licence_sv,
    licence_en,
    sensitivity,
    preliminary_days,
    row_count,
    rejected_count,
    no_position_count,
    outside_count,
    unmapped_count,
    data_to
from main.mart_source
order by kind, source_id
