-- purpose: measures of action plans as the contracts typed them
-- grain: one row per landed row
-- key: load_no, line_no
-- owner: warehouse

select
    l.load_no,
    l.line_no,
    l.source_id,
    l.row_key,
    l.measure_no,
    lower(l.place_name) as place_name,
    l.title,
    l.status as status_code,
    l.focus_area,
    l.spot as spot_name,
    l.problem,
    l.cause,
    l.goal,
    l.measure_type as type_code,
    l.responsible_org,
    l.responsible_role,
    l.partner_orgs,
    l.followup_kpi as kpi_id,
    lower(replace(coalesce(l.followup_categories, ''), ' ', ''))
        as category_ids,
    l.effect_assessment as assessment_code,
    l.progress_percent,
    l.cost_budget_sek,
    l.cost_actual_sek,
    l.target_value,
    l.expected_percent,
    l.decided_on,
    l.started_on,
    l.completed_on,
    l.due_on,
    l.first_due_on,
    l.followup_on
from land_plan_measure as l
