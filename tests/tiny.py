"""A tiny instance for tests: one square place, contracts and files, built by the real pipeline."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import yaml

from config.instance import Instance, read_instance
from config.loading import Problems
from data_pipeline.areas import site_areas
from data_pipeline.build import Built, _gather, build
from data_pipeline.engine import landed_tables, run_checks, run_models, span_of
from data_pipeline.kept import Making
from data_pipeline.kpi_marts import run_kpis
from data_pipeline.land import Landed
from data_pipeline.parts import Parts
from data_pipeline.progress import Progress
from data_pipeline.reference import Facts, Message, write_reference
from data_pipeline.store import Store
from warehouse.catalog import models
from warehouse.connection import PublishedFiles

Fact = dict[str, Any]
Ring = Sequence[tuple[float, float]]

FIRST_BUILD = dt.datetime(2026, 11, 24, 8, 0, 0, tzinfo=dt.UTC)
INSIDE, OUTSIDE = ("15,3050", "60,1050"), ("15,4000", "60,1050")
SQUARE: Ring = ((15.30, 60.10), (15.31, 60.10), (15.31, 60.11), (15.30, 60.11), (15.30, 60.10))
HEADINGS = "Nr;Tid;Kod;Plats;Long;Lat;Namn;Skick"
POLICE: Fact = {
    "kind": "incident",
    "name": {"sv": "Anmälda brott", "en": "Reported crime"},
    "publisher": {"sv": "Polisen", "en": "The police"},
    "licence": {"sv": "Avtal", "en": "Agreement"},
    "sensitivity": "protected",
    "cadence": "month",
    "files": ["*.csv"],
    "layout": {"format": "delimited"},
    "identity": ["incident_id"],
    "columns": [
        {"from": "Nr", "to": "incident_id"},
        {"from": "Tid", "to": "occurred_from", "formats": ["%Y-%m-%d %H:%M"]},
        {"from": "Kod", "to": "category_code"},
        {"from": "Plats", "to": "place_name"},
        {"from": "Long", "to": "longitude"},
        {"from": "Lat", "to": "latitude"},
    ],
    "personal": ["Namn"],
    "unused": ["Skick"],
    "category_map": "koder",
}
FAULTS: Fact = {
    "kind": "fault_report",
    "name": {"sv": "Felanmälningar", "en": "Fault reports"},
    "publisher": {"sv": "Kommunen", "en": "The municipality"},
    "licence": {"sv": "Öppna data", "en": "Open data"},
    "sensitivity": "open",
    "cadence": "week",
    "files": ["*.csv"],
    "layout": {"format": "delimited"},
    "columns": [
        {"from": "Inkom", "to": "created_at", "formats": ["%Y-%m-%d"]},
        {"from": "Sort", "to": "category_code"},
        {"from": "X", "to": "longitude"},
        {"from": "Y", "to": "latitude"},
    ],
}


def outline(*shapes: tuple[str, Sequence[Ring]]) -> str:
    """Return GeoJSON with one polygon a shape, found by its `area`; later rings are holes."""
    features = [
        {
            "type": "Feature",
            "properties": {"area": name},
            "geometry": {"type": "Polygon", "coordinates": [list(map(list, r)) for r in rings]},
        }
        for name, rings in shapes
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def crime(no: object, **changes: str) -> str:
    """Return one row of a police file; `changes` by heading."""
    cells = {
        "Nr": str(no),
        "Tid": "2026-03-14 23:20",
        "Kod": "0100",
        "Plats": "",
        "Long": INSIDE[0],
        "Lat": INSIDE[1],
        "Namn": "",
        "Skick": "",
    } | changes
    return ";".join(cells.values())


def crimes(*rows: str) -> str:
    """Return a police file with its headings."""
    return "\n".join((HEADINGS, *rows)) + "\n"


@dataclass
class Tiny:
    """An instance folder and a clock that moves one minute a build."""

    folder: Path
    now: dt.datetime = FIRST_BUILD
    built: list[Built] = field(default_factory=list)

    def fact(self, name: str, content: Fact) -> Path:
        """Write one YAML fact."""
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        return self.write(name, text)

    def write(self, name: str, content: str | bytes) -> Path:
        """Write one file of the instance."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def drop(self, source: str, name: str, content: str | bytes) -> Path:
        """Put a sender's file in the inbox."""
        return self.write(f"inbox/{source}/{name}", content)

    def build(self) -> Built:
        """Build a version; each one a minute after the last."""
        self.now += dt.timedelta(minutes=1)
        self.built.append(build(self.folder, Progress(on_terminal=False), self.now))
        return self.built[-1]

    def load(self) -> Built:
        """Take and land what lies in the inbox, as a build does before it runs the models."""
        self.now += dt.timedelta(minutes=1)
        instance, faults = read_instance(self.folder)
        progress = Progress(on_terminal=False)
        taken = _gather(instance, faults, Store(instance.var), progress, self.now)
        self.built.append(Built("", is_new=False, messages=taken.messages, landed=taken.landed))
        return self.built[-1]

    def models(self) -> duckdb.DuckDBPyConnection:
        """Run the models on what lies in the inbox and leave every table open to questions."""
        landed = self.load().landed
        instance, _ = read_instance(self.folder)
        store = Store(instance.var)
        areas = site_areas(self.folder, instance.sites, Problems())
        connection = store.connect()
        making = Making(connection)
        landed_tables(making, instance, landed)
        first, last = span_of(landed) or (self.now.date(), self.now.date())
        ahead = max(last, self.now.date()) + dt.timedelta(days=400)
        facts = Facts(
            instance, "v1", self.now, areas, landed, (), (), first.replace(month=1, day=1), ahead
        )
        write_reference(making, facts, store.scratch)
        parts = Parts(making, models(connection))
        run_models(parts, lambda _: None)
        run_kpis(making, instance)
        run_checks(parts)
        return connection

    def instance(self) -> Instance:
        """The facts as they stand now."""
        return read_instance(self.folder)[0]

    @property
    def accepted(self) -> int:
        """Rows accepted from all files that count."""
        return sum(one.accepted_count for one in self.built[-1].landed)

    @property
    def messages(self) -> tuple[Message, ...]:
        """What the last build said."""
        return self.built[-1].messages

    def said(self, file_name: str) -> list[str]:
        """What the last build said of a file: level, what was found, remedy."""
        return [
            f"{m.level}: {m.found.sv} {m.remedy.sv}"
            for m in self.messages
            if m.file_name == file_name
        ]

    def landed(self, file_name: str) -> Landed:
        """What a file gave in the last build."""
        return next(one for one in self.built[-1].landed if one.load.file_name == file_name)

    @property
    def published(self) -> Path:
        """The database file that is served now."""
        pointer = json.loads((self.folder / "var/published/current.json").read_text("utf-8"))
        file: str = pointer["files"]["internal"]["file"]
        return self.folder / "var" / "published" / file

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the published file in plain SQL."""
        with duckdb.connect(str(self.published), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def count(self, kpi: str = "reported_incidents", area: str = "torget") -> float:
        """The sum of a KPI over all days of an area."""
        ((total,),) = self.rows(
            f"select coalesce(sum(numerator), 0) from mart_kpi_day "
            f"where kpi_id = '{kpi}' and area_id = '{area}'"
        )
        return float(total)

    def files(self) -> PublishedFiles:
        """The reader's door to what was published."""
        return PublishedFiles(self.folder / "var")


def tiny(folder: Path, **sources: Fact) -> Tiny:
    """Write an instance with the square `torget` and the given contracts (police unless told)."""
    made = Tiny(folder)
    made.fact("instance.yaml", {"name": {"sv": "Prov", "en": "Trial"}})
    made.fact(
        "sites/torget.yaml",
        {
            "name": {"sv": "Torget", "en": "The Square"},
            "aliases": ["Stortorget"],
            "outline": {"file": "areas/torget.geojson", "where": {"area": "torget"}},
        },
    )
    made.write("areas/torget.geojson", outline(("torget", [SQUARE])))
    made.write("mappings/koder.csv", "code,category\n0100,theft\n0200,assault\n")
    for name, contract in (sources or {"polis": POLICE}).items():
        made.fact(f"sources/{name}.yaml", contract)
        (folder / "inbox" / name).mkdir(parents=True)
    return made
