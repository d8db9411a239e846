-- purpose: this version of the published numbers
-- grain: one row per version
-- key: version
-- owner: warehouse

with reach as (
    -- Calendars reach far ahead and far back: they do not say how fresh the
    -- numbers are. Where there are incidents, they do.
    select
        coalesce(
            min(case when s.kind = 'incident' then s.data_from end),
            min(s.data_from)
        ) as data_from,
        coalesce(
            max(case when s.kind = 'incident' then s.data_to end),
            max(s.data_to)
        ) as data_to
    from mart_source as s
    where s.kind <> 'event'
)

select
    v.version,
    i.name_sv,
    i.name_en,
    i.language_code as language,
    i.time_zone,
    i.is_example,
    r.data_from,
    r.data_to,
    v.built_at
from ref_instance as i
cross join ref_version as v
cross join reach as r
