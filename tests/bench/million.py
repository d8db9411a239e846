"""A large made-up instance: incidents and fault reports as senders' CSV files."""

import json
from pathlib import Path

import duckdb

_INSTANCE = """name: {sv: Stor, en: Large}
"""
_SITE = """name: {{sv: Plats {n}, en: Place {n}}}
outline: {{file: areas/places.geojson, where: {{id: p{n}}}}}
buffer_m: 150
"""
_HEAD = """name: {{sv: {name}, en: {name}}}
publisher: {{sv: X, en: X}}
licence: {{sv: X, en: X}}
cadence: month
layout: {{format: delimited, delimiter: ";", decimal: ","}}
"""
_INCIDENTS = (
    "kind: incident\nsensitivity: protected\nidentity: [incident_id]\ncategory_map: codes\n"
    + _HEAD.format(name="Händelser")
    + """columns:
  - {from: Id, to: incident_id}
  - {from: Från, to: occurred_from, formats: ["%Y-%m-%d %H:%M"]}
  - {from: Till, to: occurred_to, formats: ["%Y-%m-%d %H:%M"]}
  - {from: Kod, to: category_code}
  - {from: Longitud, to: longitude}
  - {from: Latitud, to: latitude}
personal: [Text]
unused: [Status, Område, Avsändare]
"""
)
_REPORTS = (
    "kind: fault_report\nsensitivity: open\nidentity: [report_id]\n"
    + _HEAD.format(name="Anmälningar")
    + """columns:
  - {from: Id, to: report_id}
  - {from: Skapad, to: created_at, formats: ["%Y-%m-%d %H:%M"]}
  - {from: Longitud, to: longitude}
  - {from: Latitud, to: latitude}
personal: [Text]
"""
)
_CARE = (
    "kind: cleaning_visit\nsensitivity: open\n"
    + _HEAD.format(name="Städning")
    + """columns:
  - {from: Typ, to: visit_type}
  - {from: Tid, to: cleaned_at, formats: ["%Y-%m-%d %H:%M"]}
  - {from: Longitud, to: longitude}
  - {from: Latitud, to: latitude}
"""
)
_INCIDENT_ROWS = """
copy (
    select
        $2 + i as "Id",
        strftime(
            timestamp '2016-01-01' + to_minutes(cast($3 + random() * $4 as integer)),
            '%Y-%m-%d %H:%M'
        ) as "Från",
        '' as "Till",
        printf('%04d', 1000 + cast(floor(random() * 12) as integer)) as "Kod",
        replace(printf('%.6f', 15.40 + random() * 0.06), '.', ',') as "Longitud",
        replace(printf('%.6f', 60.10 + random() * 0.03), '.', ',') as "Latitud",
        'Anmälan nr ' || i || ', "åtgärdas" vid torget' as "Text",
        'Klar' as "Status", 'Centrum' as "Område", 'Polisen' as "Avsändare"
    from range($1::bigint) t(i)
) to '{path}' (header, delimiter ';')
"""
_REPORT_ROWS = """
copy (
    select
        $2 + i as "Id",
        strftime(
            timestamp '2016-01-01' + to_minutes(cast($3 + random() * $4 as integer)),
            '%Y-%m-%d %H:%M'
        ) as "Skapad",
        replace(printf('%.6f', 15.40 + random() * 0.06), '.', ',') as "Longitud",
        replace(printf('%.6f', 60.10 + random() * 0.03), '.', ',') as "Latitud",
        'Trasig lampa, "stolpe" ' || i as "Text"
    from range($1::bigint) t(i)
) to '{path}' (header, delimiter ';')
"""


_CARE_ROWS = """
copy (
    select
        'sweeping' as "Typ",
        strftime(
            timestamp '2016-01-01' + to_minutes(cast($2 + $3 + random() * $4 as integer)),
            '%Y-%m-%d %H:%M'
        ) as "Tid",
        replace(printf('%.6f', 15.40 + random() * 0.06), '.', ',') as "Longitud",
        replace(printf('%.6f', 60.10 + random() * 0.03), '.', ',') as "Latitud"
    from range($1::bigint) t(i)
) to '{path}' (header, delimiter ';')
"""
_ALL_YEARS, _LAST_WEEK = (0, 5_000_000), (4_990_000, 10_000)
"""Minutes from the beginning of 2016: the first, and how many."""


def make_million(folder: Path, rows: int) -> Path:
    """Write the instance with `rows` incidents and a fifth as many reports."""
    for name in ("sites", "sources", "areas", "mappings", "inbox/handelser", "inbox/anmalningar",
                 "inbox/stadning"):  # fmt: skip
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "instance.yaml").write_text(_INSTANCE, encoding="utf-8")
    for number in range(4):
        (folder / "sites" / f"p{number}.yaml").write_text(_SITE.format(n=number), encoding="utf-8")
    _write_areas(folder / "areas" / "places.geojson")
    (folder / "sources" / "handelser.yaml").write_text(_INCIDENTS, encoding="utf-8")
    (folder / "sources" / "anmalningar.yaml").write_text(_REPORTS, encoding="utf-8")
    (folder / "sources" / "stadning.yaml").write_text(_CARE, encoding="utf-8")
    codes = ("assault", "robbery", "theft", "damage", "drugs", "alcohol", "disorder", "graffiti",
             "shop_theft", "bicycle_theft", "vehicle_crime", "trespass")  # fmt: skip
    lines = ["code,category", *(f"{1000 + n},{code}" for n, code in enumerate(codes))]
    (folder / "mappings" / "codes.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _write_rows(_INCIDENT_ROWS, folder / "inbox" / "handelser" / "a.csv", rows)
    _write_rows(_REPORT_ROWS, folder / "inbox" / "anmalningar" / "a.csv", rows // 5)
    return folder


def add_new_file(folder: Path) -> None:
    """Drop a small file in the inbox as one comes each week: a hundred new incidents."""
    path = folder / "inbox" / "handelser" / "week.csv"
    _write_rows(_INCIDENT_ROWS, path, 100, seed=0.75, first=10_000_000, span=_LAST_WEEK)


def add_corrections(folder: Path) -> None:
    """Drop the hardest small file in the inbox: a hundred incidents of all years, corrected."""
    _write_rows(_INCIDENT_ROWS, folder / "inbox" / "handelser" / "b.csv", 100, seed=0.25)


def add_care_file(folder: Path) -> None:
    """Drop a hundred cleaning visits in the inbox, at new positions."""
    _write_rows(_CARE_ROWS, folder / "inbox" / "stadning" / "a.csv", 100, span=_LAST_WEEK)


def _write_rows(
    text: str, path: Path, rows: int, *, seed: float = 0.5, first: int = 0,
    span: tuple[int, int] = _ALL_YEARS,
) -> None:  # fmt: skip
    connection = duckdb.connect()
    connection.execute("select setseed($1)", [seed])
    connection.execute(text.format(path=path), [rows, first, *span])
    connection.close()


def _write_areas(path: Path) -> None:
    features = []
    for number in range(4):
        west, south = 15.40 + 0.015 * number, 60.10
        ring = [
            [west, south],
            [west + 0.012, south],
            [west + 0.012, south + 0.03],
            [west, south + 0.03],
            [west, south],
        ]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append(
            {"type": "Feature", "properties": {"id": f"p{number}"}, "geometry": geometry}
        )
    content = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(content), encoding="utf-8")
