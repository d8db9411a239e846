-- purpose: rows of what people observed at the places, whatever their kind
-- grain: one row per observed row
-- key: source_id, row_key
-- owner: warehouse

select
    c.source_id,
    c.row_key,
    'cleaning_visit' as kind_code,
    c.place_name,
    c.longitude,
    c.latitude,
    c.local_date
from core_cleaning_visit as c
union all
select
    g.source_id,
    g.row_key,
    'cleanliness_grade' as kind_code,
    g.place_name,
    g.longitude,
    g.latitude,
    g.local_date
from core_cleanliness_grade as g
union all
select
    l.source_id,
    l.row_key,
    'litter_measurement' as kind_code,
    l.place_name,
    l.longitude,
    l.latitude,
    l.local_date
from core_litter_measurement as l
union all
select
    i.source_id,
    i.row_key,
    'inspection_item' as kind_code,
    i.place_name,
    i.longitude,
    i.latitude,
    i.local_date
from core_inspection_item as i
union all
select
    f.source_id,
    f.row_key,
    'flow_observation' as kind_code,
    f.place_name,
    f.longitude,
    f.latitude,
    f.local_date
from core_flow_observation as f
union all
select
    t.source_id,
    t.row_key,
    'interview_theme' as kind_code,
    t.place_name,
    t.longitude,
    t.latitude,
    t.local_date
from core_interview_theme as t
union all
select
    u.source_id,
    u.row_key,
    'offer_unit' as kind_code,
    u.place_name,
    u.longitude,
    u.latitude,
    u.local_date
from core_offer_unit as u
