-- purpose: the promises of the plan: who, what, when, and the number each is to
--   move; problem, cause and goal are free text and stay with the internal file
-- grain: one row per measure
-- key: measure_id
-- owner: warehouse

select
    p.measure_id,
    p.site_id,
    p.source_id,
    p.measure_no,
    p.title,
    p.status,
    p.focus_area,
    cast(null as varchar) as spot_name,
    cast(null as varchar) as problem,
    cast(null as varchar) as cause,
    cast(null as varchar) as goal,
    p.type_code,
    p.responsible_org,
    p.responsible_role,
    p.partner_orgs,
    p.kpi_id,
    p.category_ids,
    p.assessment,
    p.progress_percent,
    cast(null as double) as cost_budget_sek,
    cast(null as double) as cost_actual_sek,
    p.target_value,
    p.expected_percent,
    p.moved_count,
    p.decided_on,
    p.started_on,
    p.completed_on,
    p.due_on,
    p.first_due_on,
    p.followup_on
from mart_plan_measure as p
inner join ref_source as s
    on p.source_id = s.source_id
where s.sensitivity_code <> 'protected'
order by
    p.site_id,
    p.measure_no
