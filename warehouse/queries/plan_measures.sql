-- The action plan of a place, in the plan's order. One row per measure.
select
    measure_id,
    measure_no,
    title,
    status,
    coalesce(focus_area, '') as focus_area,
    coalesce(responsible_org, '') as responsible_org,
    coalesce(problem, '') as problem,
    coalesce(cause, '') as cause,
    coalesce(goal, '') as goal,
    coalesce(kpi_id, '') as kpi_id,
    category_ids,
    target_value,
    expected_percent,
    coalesce(assessment, '') as assessment,
    moved_count,
    decided_on,
    started_on,
    completed_on,
    due_on,
    first_due_on
from main.mart_plan_measure
where site_id = $site_id
order by measure_no
