-- Days in a row on which the counting points of one area counted, oldest first.
-- One row per source, point and run of days.
select
    source_id,
    point_code,
    first_date,
    last_date
from main.mart_flow_point
where area_id = $area_id
order by source_id, point_code, first_date
