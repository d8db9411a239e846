-- purpose: this version of the published numbers, and how far the shared
--   numbers reach
-- grain: one row per version
-- key: version
-- owner: warehouse

with reach as (
    select
        min(c.covered_from_date) as data_from,
        max(c.covered_to_date) as covered_to_date
    from core_shared_coverage as c
    where c.kind_code <> 'event'
)

select
    v.version,
    v.name_sv,
    v.name_en,
    v.language,
    v.time_zone,
    v.is_example,
    r.data_from,
    cast(r.covered_to_date - interval '1' day as date) as data_to,
    v.built_at
from mart_version as v
cross join reach as r
