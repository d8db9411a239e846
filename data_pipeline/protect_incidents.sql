-- purpose: protected incidents of each site, control area and buffer, counted
--   by what leaves are cut along and by hour of the week
-- grain: one row per area, month, zone, category and hour of the week (25 times
--   the day from Monday, plus the hour or 24); numbers are core_leaf_member's
-- key: area_no, month_no, zone_no, category_no, week_hour
-- owner: data_pipeline.protected_areas

with zoned as (
    select
        z.source_id,
        z.row_key,
        z.area_id as zone_id,
        a.site_id
    from core_incident_area as z
    inner join ref_area as a
        on z.area_id = a.area_id
    where a.role_code = 'zone'
),

placed as (
    select
        i.area_id,
        coalesce(z.zone_id, '') as zone_id,
        i.category_id,
        i.incident_count,
        i.local_date,
        -- Whole incidents, never shares of one: a share would be a number of
        -- its own. The middle stands for a span of at most four hours.
        case
            when not i.time_is_known then null
            when i.occurred_to_at is null then i.occurred_from_at
            when
                date_diff('second', i.occurred_from_at, i.occurred_to_at)
                between 0 and 14400
                then
                    i.occurred_from_at
                    + (i.occurred_to_at - i.occurred_from_at) / 2
        end as middle_at
    from core_incident_area as i
    inner join ref_area as a
        on i.area_id = a.area_id
    inner join ref_source as s
        on i.source_id = s.source_id
    left join zoned as z
        on i.source_id = z.source_id
        and i.row_key = z.row_key
        and i.area_id = z.site_id
    where
        a.role_code in ('site', 'control', 'buffer')
        and s.sensitivity_code = 'protected'
),

counted as (
    select
        p.area_id,
        extract(year from p.local_date) * 12
        + extract(month from p.local_date) - 1 as month_no,
        p.zone_id,
        p.category_id,
        (isodow(coalesce(p.middle_at, p.local_date)) - 1) * 25
        + coalesce(extract(hour from p.middle_at), 24) as week_hour,
        cast(sum(p.incident_count) as bigint) as incident_count
    from placed as p
    group by all
)

select
    a.member_no as area_no,
    c.month_no,
    z.member_no as zone_no,
    k.member_no as category_no,
    c.week_hour,
    c.incident_count
from counted as c
inner join core_leaf_member as a
    on c.area_id = a.member
inner join core_leaf_member as z
    on c.zone_id = z.member
inner join core_leaf_member as k
    on c.category_id = k.member
