"""The published tables of what people observe: faults, cleaning, flows, premises and surveys."""

import datetime as dt

_DAY = dt.date(2026, 8, 3)

OBSERVED: dict[str, dict[str, tuple[str, object]]] = {
    "mart_kpi_wait": {
        "area_id": ("varchar", "torget"),
        "kpi_id": ("varchar", "fix_time"),
        "category_id": ("varchar", "litter"),
        "local_date": ("date", _DAY),
        "amount": ("double", 1.0),
        "ended_count": ("double", 1.0),
        "case_count": ("double", 1.0),
    },
    "mart_fault_duration": {
        "area_id": ("varchar", "torget"),
        "source_id": ("varchar", "city"),
        "category_id": ("varchar", "litter"),
        "status_code": ("varchar", "closed"),
        "report_count": ("bigint", 1),
        "open_hours": ("bigint", None),
        "wait_hours": ("bigint", None),
        "is_within_48_hours": ("boolean", False),
        "local_date": ("date", _DAY),
        "closed_date": ("date", None),
        "ended_date": ("date", None),
    },
    "mart_cleaning_day": {
        "area_id": ("varchar", "torget"),
        "source_id": ("varchar", "cleaners"),
        "type_code": ("varchar", "sweeping"),
        "visit_count": ("bigint", 1),
        "local_date": ("date", _DAY),
    },
    "mart_grade_day": {
        "area_id": ("varchar", "torget"),
        "source_id": ("varchar", "hosts"),
        "grade_count": ("bigint", 1),
        "grade_sum": ("double", 3.0),
        "local_date": ("date", _DAY),
    },
    "mart_litter_day": {
        "area_id": ("varchar", "torget"),
        "source_id": ("varchar", "litter"),
        "method_code": ("varchar", "own_points"),
        "item_count": ("bigint", 0),
        "gum_count": ("bigint", 0),
        "area_m2": ("double", 20.0),
        "local_date": ("date", _DAY),
    },
    "mart_flow_hour": {
        "area_id": ("varchar", "torget"),
        "source_id": ("varchar", "sensors"),
        "visitor_count": ("double", 10.0),
        "duration_minutes": ("bigint", 120),
        "point_count": ("bigint", 2),
        "hour": ("bigint", 12),
        "local_date": ("date", _DAY),
    },
    "mart_flow_observation_hour": {
        "area_id": ("varchar", "torget"),
        "source_id": ("varchar", "people"),
        "round_code": ("varchar", "2026"),
        "gender_code": ("varchar", "woman"),
        "activity_code": ("varchar", "passing"),
        "person_count": ("bigint", 1),
        "hour": ("bigint", 18),
        "local_date": ("date", _DAY),
    },
    "mart_offer_day": {
        "area_id": ("varchar", "torget"),
        "source_id": ("varchar", "premises"),
        "type_code": ("varchar", "retail"),
        "is_ground_floor": ("boolean", None),
        "unit_count": ("bigint", 10),
        "empty_count": ("bigint", 0),
        "refurbished_count": ("bigint", 0),
        "hours_known_count": ("bigint", 0),
        "evening_count": ("bigint", 0),
        "local_date": ("date", _DAY),
    },
}
