"""A made-up place built twice by the real pipeline, from senders' files to published files."""

import datetime as dt
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import duckdb

from tests.attacker.senders import SENSITIVE, Secrets, Story, alarm_rows, hierarchy, police_rows
from tests.tiny import FAULTS, INSIDE, POLICE, Fact, Tiny, outline, tiny
from warehouse import catalog
from warehouse.connection import PublishedFiles
from warehouse.manifest import read_manifest
from warehouse.privacy.audiences import AUDIENCES, Shared

GUARDED: Fact = POLICE | {
    "identity": [],
    "columns": [
        {"from": "Tid", "to": "occurred_from", "formats": ["%Y-%m-%d %H:%M"],
         "unknown_time": "00:00"},
        {"from": "Kod", "to": "category_code"},
        {"from": "Long", "to": "longitude"},
        {"from": "Lat", "to": "latitude"},
    ],
    "personal": [],
    "unused": [],
}  # fmt: skip
HOSTS: Fact = GUARDED | {"sensitivity": "open", "name": {"sv": "Värdar", "en": "Hosts"}}
ALARMS: Fact = FAULTS | {"sensitivity": "protected", "name": {"sv": "Larm", "en": "Alarms"}}
PLAN: Fact = FAULTS | {
    "kind": "plan_measure",
    "identity": ["place_name", "measure_no"],
    "columns": [
        {"from": name, "to": field}
        for name, field in (
            ("Nr", "measure_no"), ("Plats", "place_name"), ("Åtgärd", "title"),
            ("Part", "responsible_org"), ("Status", "status"), ("Mått", "followup_kpi"),
        )
    ] + [{"from": "Start", "to": "started_on", "formats": ["%Y-%m-%d"]}],
}  # fmt: skip
LEAF_TABLES = ("mart_leaf", "mart_leaf_area", "mart_leaf_part", "mart_leaf_quarter")
_PARSED = catalog.tables_read
_READ: dict[str, frozenset[str]] = {}
_ENDS_AT = dt.time(8, tzinfo=dt.UTC)
_RINGS = {
    "torget": (15.30, 60.10, 15.31, 60.11),
    "norra": (15.3005, 60.107, 15.3095, 60.1098),
    "scenen": (15.3005, 60.1002, 15.3095, 60.103),
    "gatan": (15.35, 60.10, 15.36, 60.11),
}


@dataclass(frozen=True)
class BuiltPlace:
    """An instance folder with two published versions."""

    folder: Path
    versions: tuple[str, str]
    now: dt.datetime

    @property
    def files(self) -> PublishedFiles:
        """The reader's door to both."""
        return PublishedFiles(self.folder / "var", "128MB", 1)

    def tables(self, audience: Shared, version: str) -> dict[str, list[tuple[object, ...]]]:
        """Return every row of an audience's file, but for the version's own name."""
        manifest = read_manifest(self.folder / "var" / "published" / version / "manifest.json")
        path = self.folder / "var" / "published" / manifest.file_of(audience)
        with duckdb.connect(str(path), read_only=True) as connection:
            names = [name for (name,) in connection.execute("show tables").fetchall()]
            return {name: _rows(connection, name, version) for name in names}


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, version: str
) -> list[tuple[object, ...]]:
    found = connection.table(table).fetchall()
    rows = [tuple(_settled(cell, version) for cell in row) for row in found]
    # Rows that are ordered by nothing come in any order, and a sum of fractions in any.
    return sorted(rows, key=repr)


def _settled(cell: object, version: str) -> object:
    if isinstance(cell, float):
        return float(f"{cell:.9g}")
    return "V" if cell == version else cell


def leaves_of(tables: dict[str, list[tuple[object, ...]]]) -> list[list[tuple[object, ...]]]:
    """Return what an audience is told of protected incidents."""
    return [sorted(tables[name], key=repr) for name in LEAF_TABLES]


def build_place(told: Story, folder: Path) -> BuiltPlace:
    """Build both versions of a place in an empty folder."""
    made = _instance(told, folder)
    versions = []
    for secrets, day in zip(told.versions, told.builds_on, strict=True):
        _drop(made, secrets, told)
        made.now = dt.datetime.combine(day, _ENDS_AT)
        with patch.object(catalog, "tables_read", _tables_read):
            versions.append(made.build().version)
    return BuiltPlace(folder, (versions[0], versions[1]), made.now)


def _tables_read(connection: duckdb.DuckDBPyConnection, text: str, name: str) -> frozenset[str]:
    """Parse each query once: twelve hundred builds have the same."""
    if text not in _READ:
        _READ[text] = _PARSED(connection, text, name)
    return _READ[text]


def _instance(told: Story, folder: Path) -> Tiny:
    shutil.rmtree(folder, ignore_errors=True)
    sources = {"polis": GUARDED, "fel": FAULTS, "larm": ALARMS, "plan": PLAN}
    made = tiny(folder, **sources | ({"vardar": HOSTS} if told.has_open_source else {}))
    shapes = [(name, [_ring(*box)]) for name, box in _RINGS.items()]
    made.write("areas/torget.geojson", outline(*shapes))
    codes = [*sorted(hierarchy(()).categories), SENSITIVE]
    made.write("mappings/koder.csv", "code,category\n" + "".join(f"{c},{c}\n" for c in codes))
    made.fact("sites/torget.yaml", _site(told))
    _drop_open(made, told)
    return made


def _site(told: Story) -> Fact:
    def area(name: str) -> Fact:
        drawn = {"file": "areas/torget.geojson", "where": {"area": name}}
        return {"name": {"sv": name.capitalize(), "en": name.capitalize()}, "outline": drawn}

    more = {"started_on": told.started_on} if told.started_on else {}
    return area("torget") | more | {
        "aliases": ["Stortorget"],
        "zones": {name: area(name) for name in ("norra", "scenen")},
        "controls": {"gatan": area("gatan")},
        "resident_count": told.resident_count,
    }  # fmt: skip


def _ring(west: float, south: float, east: float, north: float) -> list[tuple[float, float]]:
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def _drop(made: Tiny, secrets: Secrets, told: Story) -> None:
    """Put the protected files in the inbox, in place of those of the version before."""
    _table(made, "polis", "Tid;Kod;Long;Lat", police_rows(secrets, told.months))
    _table(made, "larm", "Inkom;Sort;X;Y", alarm_rows(secrets, told.months))


def _drop_open(made: Tiny, told: Story) -> None:
    """Put in what everyone may see: the same whatever the protected files say."""
    days = [dt.date(month // 12, month % 12 + 1, 3) for month in told.months]
    _table(made, "fel", "Inkom;Sort;X;Y", ((str(day), "Skräp", *INSIDE) for day in days))
    start = days[len(days) // 2]
    made.drop(
        "plan", "p.csv",
        "Nr;Plats;Åtgärd;Part;Status;Mått;Start\n"
        f"1;Torget;Nya lampor;Kommunen;ongoing;reported_incidents;{start}\n",
    )  # fmt: skip
    if told.has_open_source:
        rows = ((f"{day} 13:00", "disorder", *INSIDE) for day in days for _ in range(2))
        _table(made, "vardar", "Tid;Kod;Long;Lat", rows)


def _table(made: Tiny, source: str, head: str, rows: Iterable[tuple[str, ...]]) -> None:
    lines = [head, *(";".join(row) for row in rows)]
    made.drop(source, f"{source}.csv", "\n".join(lines) + "\n")


def all_leaves(place: BuiltPlace) -> dict[Shared, list[list[list[tuple[object, ...]]]]]:
    """Return what each audience is told, in both versions."""
    return {
        audience: [leaves_of(place.tables(audience, version)) for version in place.versions]
        for audience in AUDIENCES
    }
