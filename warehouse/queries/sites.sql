-- The places in the order they are listed, and the days that are reported of
-- each: of incidents where there are any. Calendars and plans reach ahead: they
-- do not say how fresh the numbers are. One row per site.
with reach as (
    select
        c.area_id as site_id,
        coalesce(
            min(c.covered_from) filter (where c.kind = 'incident'),
            min(c.covered_from)
        ) as data_from,
        coalesce(
            max(c.covered_to) filter (where c.kind = 'incident'),
            max(c.covered_to)
        ) as data_end,
        bool_or(
            c.kind in (
                'incident', 'fault_report', 'flow_count', 'cleaning_visit'
            )
        ) as is_counted,
        bool_or(c.kind = 'incident' and s.date_unit <> 'day') as is_by_month
    from main.mart_area_coverage as c
    left join main.mart_source as s on c.source_id = s.source_id
    where c.kind not in ('event', 'plan_measure')
    group by c.area_id
)

select
    s.site_id,
    s.name_sv,
    s.name_en,
    s.kind,
    s.started_on,
    r.data_from,
    cast(r.data_end - interval '1' day as date) as data_to,
    coalesce(r.is_counted, false) as is_counted,
    coalesce(r.is_by_month, false) as is_by_month
from main.mart_site as s
left join reach as r on s.site_id = r.site_id
order by s.sort_order, s.name_sv, s.site_id
