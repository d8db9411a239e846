-- purpose: protected incidents of each site, control area and buffer, counted
--   by what leaves are cut along and by hour of the week
-- grain: one row per cell (area, month, zone and category as one number) and
--   hour of the week (25 times the day from Monday, plus the hour or 24)
-- key: cell_no, week_hour
-- owner: data_pipeline.protected_areas

with area as (
    select
        a.area_id,
        m.member_no as area_no,
        a.area_id in (
            select z.site_id from ref_area as z where z.role_code = 'zone'
        ) as has_zones
    from ref_area as a
    inner join core_leaf_member as m
        on a.area_id = m.member
    where a.role_code in ('site', 'control', 'buffer')
),
-- Rows are joined by their keys only where there are zones: it is dear.
placed as (
    select
        i.*,
        a.area_no,
        0 as zone_no
    from core_incident_area as i
    inner join area as a
        on i.area_id = a.area_id
    where not a.has_zones
    union all
    select
        i.*,
        a.area_no,
        coalesce(z.zone_no, 0) as zone_no
    from core_incident_area as i
    inner join area as a
        on i.area_id = a.area_id
    left join core_leaf_zone as z
        on i.source_id = z.source_id
        and i.row_key = z.row_key
        and i.area_id = z.site_id
    where a.has_zones
),

numbered as (
    select
        p.area_no * $months + extract(year from p.local_date) * 12
        + extract(month from p.local_date) - 1 as month_of_area_no,
        p.zone_no,
        k.member_no as category_no,
        p.incident_count,
        p.local_date,
        -- Whole incidents: a share would be a number of its own. The middle
        -- stands for a span of at most four hours.
        case
            when not p.time_is_known then null
            when p.occurred_to_at is null then p.occurred_from_at
            when
                date_diff('second', p.occurred_from_at, p.occurred_to_at)
                between 0 and 14400
                then
                    p.occurred_from_at
                    + (p.occurred_to_at - p.occurred_from_at) / 2
        end as middle_at
    from placed as p
    inner join ref_source as s
        on p.source_id = s.source_id
    inner join core_leaf_member as k
        on p.category_id = k.member
    where s.sensitivity_code = 'protected'
)

select
    (n.month_of_area_no * $members + n.zone_no) * $members
    + n.category_no as cell_no,
    (isodow(coalesce(n.middle_at, n.local_date)) - 1) * 25
    + coalesce(extract(hour from n.middle_at), 24) as week_hour,
    cast(sum(n.incident_count) as bigint) as incident_count
from numbered as n
group by all
