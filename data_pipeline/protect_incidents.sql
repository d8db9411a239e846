-- purpose: protected incidents of each site, control area and buffer, counted
--   by what leaves are cut along and by hour of the week
-- grain: one row per area, month, zone, category, weekday and hour
-- key: area_id, month_no, zone_id, category_id, weekday, hour
-- owner: data_pipeline.protect

with placed as (
    select
        i.area_id,
        a.site_id,
        i.source_id,
        i.row_key,
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
    where
        a.role_code in ('site', 'control', 'buffer')
        and s.sensitivity_code = 'protected'
),

zoned as (
    select
        z.source_id,
        z.row_key,
        z.area_id as zone_id,
        a.site_id
    from core_incident_area as z
    inner join ref_area as a
        on z.area_id = a.area_id
    where a.role_code = 'zone'
)

select
    p.area_id,
    cast(
        extract(year from p.local_date) * 12
        + extract(month from p.local_date) - 1 as bigint
    ) as month_no,
    coalesce(z.zone_id, '') as zone_id,
    p.category_id,
    cast(isodow(coalesce(p.middle_at, p.local_date)) as bigint) as weekday,
    cast(coalesce(extract(hour from p.middle_at), -1) as bigint) as hour,
    cast(sum(p.incident_count) as bigint) as incident_count
from placed as p
left join zoned as z
    on p.source_id = z.source_id
    and p.row_key = z.row_key
    and p.area_id = z.site_id
group by all
order by all
