-- purpose: areas with their zones, those whose numbers matter most first
-- grain: one row per area that is no zone
-- key: area_id
-- owner: data_pipeline.protect

select
    a.area_id,
    a.site_id,
    a.ground_geojson,
    list(z.area_id order by z.area_id) filter (where z.area_id is not null)
        as zone_ids
from ref_area as a
left join ref_area as z
    on a.area_id = z.site_id
    and z.role_code = 'zone'
where a.role_code in ('site', 'control', 'buffer')
group by
    a.area_id,
    a.site_id,
    a.role_code,
    a.ground_geojson,
    a.sort_order
order by
    case a.role_code
        when 'site' then 0
        when 'control' then 1
        else 2
    end,
    a.sort_order,
    a.area_id
