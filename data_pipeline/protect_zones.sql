-- purpose: the zone that each incident of a site lies in, zones numbered
-- grain: one row per incident and zone that it lies in
-- key: source_id, row_key, zone_no
-- owner: data_pipeline.protected_areas

select
    i.source_id,
    i.row_key,
    a.site_id,
    m.member_no as zone_no
from core_incident_area as i
inner join ref_area as a
    on i.area_id = a.area_id
inner join core_leaf_member as m
    on i.area_id = m.member
where a.role_code = 'zone'
