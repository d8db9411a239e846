"""The published tables about data themselves, for `tests.builders`: columns, types, defaults."""

import datetime as dt

DATA_TABLES: dict[str, dict[str, tuple[str, object]]] = {
    "mart_load": {
        "load_no": ("bigint", 1),
        "source_id": ("varchar", "police"),
        "file_name": ("varchar", "a.csv"),
        "status": ("varchar", "landed"),
        "record_count": ("bigint", 101),
        "accepted_count": ("bigint", 100),
        "rejected_count": ("bigint", 1),
        "set_aside_count": ("bigint", 0),
        "dropped_headings": ("varchar", "Namn"),
        "loaded_at": ("timestamp", "2026-09-21 03:00:00"),
    },
    "mart_rejection": {
        "load_no": ("bigint", 1),
        "source_id": ("varchar", "police"),
        "file_name": ("varchar", "a.csv"),
        "line_no": ("bigint", 7),
        "heading": ("varchar", "Tid"),
        "value": ("varchar", "=i går"),
        "reason_sv": ("varchar", "Går inte att läsa som tid."),
        "reason_en": ("varchar", "Cannot be read as a time."),
    },
    "mart_source_site": {
        "source_id": ("varchar", "police"),
        "site_id": ("varchar", "torget"),
        "row_count": ("bigint", 90),
        "first_date": ("date", dt.date(2024, 1, 1)),
        "last_date": ("date", dt.date(2026, 9, 20)),
    },
    "mart_reporter_week": {
        "area_id": ("varchar", "torget"),
        "source_id": ("varchar", "police"),
        "reporter_count": ("bigint", 3),
        "incident_count": ("bigint", 9),
        "week_from": ("date", dt.date(2026, 9, 14)),
    },
    "mart_flow_outage": {
        "source_id": ("varchar", "city"),
        "point_code": ("varchar", "M1"),
        "local_date": ("date", dt.date(2024, 1, 1)),
    },
    "mart_place_queue": {
        "source_id": ("varchar", "police"),
        "kind": ("varchar", "incident"),
        "place_name": ("varchar", "gamla torget"),
        "row_count": ("bigint", 2),
        "first_date": ("date", dt.date(2024, 1, 1)),
        "last_date": ("date", dt.date(2024, 1, 1)),
    },
    "mart_code_queue": {
        "source_id": ("varchar", "police"),
        "kind": ("varchar", "incident"),
        "category_code": ("varchar", "0999"),
        "map_name": ("varchar", "koder"),
        "row_count": ("bigint", 4),
        "first_date": ("date", dt.date(2024, 1, 1)),
        "last_date": ("date", dt.date(2024, 1, 1)),
    },
    "mart_message": {
        "level": ("varchar", "info"),
        "source_id": ("varchar", "police"),
        "file_name": ("varchar", "a.csv"),
        "found_sv": ("varchar", "Något."),
        "found_en": ("varchar", "Something."),
        "remedy_sv": ("varchar", "Gör så."),
        "remedy_en": ("varchar", "Do so."),
    },
}
