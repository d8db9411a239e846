-- The published version. One row.
select
    version,
    built_at,
    name_sv,
    name_en,
    language,
    time_zone,
    is_example,
    coalesce(data_from, cast(built_at as date)) as data_from,
    coalesce(data_to, cast(built_at as date)) as data_to
from main.mart_version
