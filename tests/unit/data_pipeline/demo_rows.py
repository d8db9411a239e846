"""The example's rows, read apart from the product's readers and placed by polygon."""

import csv
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import fastexcel
import shapely

from data_pipeline.demo.recipe import code_categories
from data_pipeline.demo.town import (
    LATITUDE,
    LONGITUDE,
    METRES_PER_LATITUDE,
    METRES_PER_LONGITUDE,
    outlines,
)

DEMO_DAY = dt.date(2026, 11, 24)
CONTROLS = ("storgatan", "kvarnplan")
AREAS = (
    "lindtorget", "station", "aparken", "ekbacken", *CONTROLS, "ring-lindtorget", "ring-aparken",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    source: str
    day: dt.date
    hour: int
    category: str
    area: str
    reporter: str = ""


def all_rows(demo: Path) -> tuple[Row, ...]:
    """Crimes, guard reports and fault reports that have a position."""
    raw = [*police_rows(demo), *guard_rows(demo), *fault_rows(demo)]
    areas = placed([float(lon) for *_, lon, _ in raw], [float(lat) for *_, lat in raw])
    return tuple(
        Row(source, at.date(), at.hour, category, area, reporter)
        for (source, at, category, reporter, _, _), area in zip(raw, areas, strict=True)
    )


Raw = tuple[str, dt.datetime, str, str, str, str]


def police_rows(demo: Path) -> Iterator[Raw]:
    """Rows with a position, each case once, as its last file has it."""
    category = code_categories("brottskoder")
    cases: dict[str, Raw] = {}
    for row in (row for path in clean(demo, "polis") for row in read_csv(path, "cp1252")):
        if row["Longitud"]:
            at = dt.datetime.fromisoformat(row["Brottsdatum från"])
            lon, lat = row["Longitud"].replace(",", "."), row["Latitud"].replace(",", ".")
            code = category[row["Brottskod"]]
            cases[row["Diarienummer"]] = ("polis", at, code, "", lon, lat)
    yield from cases.values()


def guard_rows(demo: Path) -> Iterator[Raw]:
    category = code_categories("vaktkategorier")
    for path in clean(demo, "vaktrapporter"):
        for row in read_workbook(path):
            if row["Longitud"]:
                at = dt.datetime.fromisoformat(row["Tidpunkt"])
                code = category[row["Kategori"]]
                yield (
                    "vaktrapporter", at, code, row["Rapportör"], row["Longitud"], row["Latitud"],
                )  # fmt: skip


def fault_rows(demo: Path) -> Iterator[Raw]:
    category = code_categories("felkategorier")
    for path in clean(demo, "felanmalan"):
        for row in json.loads(path.read_bytes()):
            if row["long"]:
                at = dt.datetime.fromisoformat(row["requested_datetime"])
                code = category[row["service_code"]]
                yield "felanmalan", at, code, "", row["long"], row["lat"]


def clean(demo: Path, source: str) -> list[Path]:
    return [p for p in sorted((demo / "inbox" / source).iterdir()) if "smutsig" not in p.name]


def read_csv(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding).splitlines(), delimiter=";"))


def read_workbook(path: Path) -> Iterator[dict[str, Any]]:
    sheet = fastexcel.read_excel(str(path)).load_sheet("Rapporter", header_row=2, dtypes="string")
    with duckdb.connect() as connection:
        for row in connection.from_arrow(sheet).fetchall():
            yield dict(zip((column.name for column in sheet.available_columns()), row, strict=True))


def placed(lons: list[float], lats: list[float]) -> list[str]:
    """The area of each point, "" for none."""
    xs = [(lon - LONGITUDE) * METRES_PER_LONGITUDE for lon in lons]
    ys = [(lat - LATITUDE) * METRES_PER_LATITUDE for lat in lats]
    found = [""] * len(lons)
    for area in AREAS:
        for number, inside in enumerate(shapely.contains_xy(outlines()[area], xs, ys)):
            found[number] = area if inside else found[number]
    return found


def effect_of(truth: dict[str, Any], name: str) -> dict[str, Any]:
    return next(effect for effect in truth["effects"] if effect["id"] == name)
