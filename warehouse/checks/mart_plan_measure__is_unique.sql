-- purpose: a measure that stands twice in the plan of a place
-- grain: one row per repeated measure
-- key: measure_id
-- owner: warehouse

select m.measure_id
from mart_plan_measure as m
group by m.measure_id
having count(*) > 1
