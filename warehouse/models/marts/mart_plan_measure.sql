-- purpose: the action plan of each place: problem, cause, goal, measure,
--   dates, and the number it is to move; persons are never here
-- grain: one row per measure
-- key: measure_id
-- owner: warehouse

with turn as (
    select
        a.area_id,
        s.load_no,
        s.line_no,
        c.moved_count,
        row_number() over (
            partition by a.area_id, s.measure_no
            order by s.load_no desc, s.line_no desc
        ) as turn_no,
        c.due_on,
        c.first_due_on
    from core_plan_measure as c
    inner join stg_plan_measure as s
        on
            c.load_no = s.load_no
            and c.line_no = s.line_no
    inner join ref_site_alias as a
        on s.place_name = a.place_name
)

select
    t.area_id || '/' || s.measure_no as measure_id,
    t.area_id as site_id,
    s.source_id,
    s.measure_no,
    s.title,
    s.status_code as status,
    s.focus_area,
    s.spot_name,
    s.problem,
    s.cause,
    s.goal,
    s.type_code,
    s.responsible_org,
    s.responsible_role,
    s.partner_orgs,
    s.kpi_id,
    s.category_ids,
    s.assessment_code as assessment,
    s.progress_percent,
    s.cost_budget_sek,
    s.cost_actual_sek,
    s.target_value,
    s.expected_percent,
    t.moved_count,
    s.decided_on,
    s.started_on,
    s.completed_on,
    t.due_on,
    t.first_due_on,
    s.followup_on
from turn as t
inner join stg_plan_measure as s
    on
        t.load_no = s.load_no
        and t.line_no = s.line_no
where t.turn_no = 1
order by
    site_id,
    s.measure_no
