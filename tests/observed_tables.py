"""The published tables of what people observe: faults, cleaning, flows, premises and surveys."""

import datetime as dt

_DAY = dt.date(2026, 8, 3)

OBSERVED: dict[str, dict[str, tuple[str, object]]] = {
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
}
