"""Rejected rows: why each was, and the file its sender can correct and send again."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from config.sources import Source
from config.words import Words, message
from data_pipeline.text_table import LINE_NO

LINE_HEADING, FAULT_HEADING = "Rad", "Fel"
RESERVED_HEADINGS = (LINE_HEADING, FAULT_HEADING)


@dataclass(frozen=True)
class Rejection:
    """One fault of one row: line in the sender's file, column, value (unless personal), reason.

    `part` tells the rows made of one line apart, "" where it is one row.
    """

    line_no: int
    part: str
    heading: str
    value: str | None
    reason: str
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """The reason in both languages."""
        return message(self.reason, **self.details)

    @property
    def sentence(self) -> Words:
        """Line, column, value and reason as one sentence."""
        heading = f", {self.heading}" if self.heading else ""
        value = f" «{self.value}»" if self.value is not None else ""
        return Words(
            sv=f"rad {self.line_no}{heading}{value}: {self.words.sv}",
            en=f"line {self.line_no}{heading}{value}: {self.words.en}",
        )


def once_a_cell(rejections: Iterable[Rejection]) -> tuple[Rejection, ...]:
    """Tell each fault of a cell once, however many rows were made of its line."""
    cells: dict[tuple[int, str], Rejection] = {}
    for one in rejections:
        cells.setdefault((one.line_no, one.heading), replace(one, part=""))
    return tuple(cells.values())


def write_correctable(
    connection: duckdb.DuckDBPyConnection,
    raw: duckdb.DuckDBPyRelation,
    source: Source,
    rejections: Sequence[Rejection],
    target: Path,
) -> None:
    """Write the rejected rows in the source's own format, with the line and the fault beside."""
    faults: dict[int, list[str]] = {}
    for rejection in rejections:
        reason = f"{rejection.heading}: {rejection.words.sv}".removeprefix(": ")
        faults.setdefault(rejection.line_no, []).append(reason)
    lines = connection.sql("select unnest($1::bigint[]) as line_no", params=[list(faults)])
    wanted = raw.join(lines, LINE_NO, how="semi")
    headings = [name for name in raw.columns if name != LINE_NO]
    rows = (
        [*(cell or "" for cell in cells), str(no), " ".join(faults[no])]
        for no, *cells in wanted.fetchall()
    )
    _WRITERS[source.layout.format](target, source, [*headings, *RESERVED_HEADINGS], rows)


def correctable_suffix(source: Source, file_name: str) -> str:
    """Return the ending of a correctable file: the sender's own, so that the contract takes it."""
    # A workbook with macros cannot be written.
    if source.layout.format in _SUFFIXES:
        return _SUFFIXES[source.layout.format]
    return Path(file_name).suffix


_SUFFIXES = {"workbook": ".xlsx", "icalendar": ".csv", "geojson": ".geojson"}


def _write_csv(
    target: Path, source: Source, headings: list[str], rows: Iterable[list[str]]
) -> None:
    delimiter = "\t" if source.layout.delimiter == "tab" else source.layout.delimiter
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows([[]] * (source.layout.header_row - 1))
        writer.writerow(headings)
        writer.writerows(rows)


def _write_workbook(
    target: Path, source: Source, headings: list[str], rows: Iterable[list[str]]
) -> None:
    with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(source.layout.sheet)
        for number, row in enumerate([headings, *rows], start=source.layout.header_row - 1):
            sheet.write_row(number, 0, row)


def _write_objects(
    target: Path, source: Source, headings: list[str], rows: Iterable[list[str]]
) -> None:
    objects: Any = [dict(zip(headings, row, strict=True)) for row in rows]
    for key in reversed((source.layout.records_at or "").split(".")):
        objects = {key: objects} if key else objects
    target.write_text(json.dumps(objects, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_features(
    target: Path, _: Source, headings: list[str], rows: Iterable[list[str]]
) -> None:
    features = []
    for row in rows:
        properties = dict(zip(headings, row, strict=True))
        x, y = properties.pop("longitude", ""), properties.pop("latitude", "")
        point = {"type": "Point", "coordinates": [float(x), float(y)]} if x and y else None
        features.append({"type": "Feature", "properties": properties, "geometry": point})
    collection = {"type": "FeatureCollection", "features": features}
    target.write_text(json.dumps(collection, ensure_ascii=False, indent=1), encoding="utf-8")


# An occurrence of a calendar has no line of its own to mend: its rows are told as a table.
_WRITERS = {
    "icalendar": _write_csv,
    "delimited": _write_csv,
    "workbook": _write_workbook,
    "json": _write_objects,
    "geojson": _write_features,
}
