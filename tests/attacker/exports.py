"""Downloads read back as an attacker would: each number, and what it is the sum of."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.formatting import period_name
from dashboard.texts import page_text
from tests.attacker.questions import Told, tell_tile
from tests.attacker.rendered import Visit
from tests.attacker.senders import MONTHS_IN_YEAR
from warehouse.periods import Period, Span, months_in, span_of_months
from warehouse.queries.catalogue import catalogue
from warehouse.queries.kpi_dictionary import kpi_entries
from warehouse.queries.rows import Question, Suppressed, Value

_WITHHELD = "Visas inte"
_NOT_SHOWN = Suppressed(("never",))
_TOGETHER = " tillsammans"
_COUNTED = re.compile("(\\d[\\d\u00a0]*) händelser")
_IN_WORDS = ("/", "/laget", "/jamfor")
Choice = tuple[str, ...]
Table = list[list[str]]


@dataclass(frozen=True)
class Asked:
    """One view of the pages: its address is `search`, and `code` is its period's."""

    area_id: str
    period: Period
    choice: Choice

    @property
    def search(self) -> str:
        """The query of its address, in Swedish."""
        kinds = f"&kategori={','.join(self.choice)}" if self.choice else ""
        return f"?plats=torget&omrade={self.area_id}&period={self.period.code}{kinds}"


class Exports:
    """Reads the downloads of one audience and version into what was told."""

    def __init__(self, visit: Visit, told: Told) -> None:
        """Learn what periods and categories are called."""
        self._visit, self._told = visit, told
        self._periods = {period_name(one, "sv"): one.span for one in _periods(told)}
        shown = catalogue(told.files, told.viewer)
        groups = shown.leaves.groups if shown.leaves else ()
        self._kinds = {one.name.sv.lower(): one.category_id for one in (*shown.categories, *groups)}
        entries = kpi_entries(told.files, told.viewer)
        self._counting = {
            name: one
            for one in entries
            if one.counts_incidents
            for name in (one.name.sv, one.kpi_id)
        }
        self._version = f"&version={told.viewer.version}"
        self.read = 0
        """How many numbers and refusals were read."""

    def hear(self, asked: Asked) -> None:
        """Read the downloads of one view; what the query answers must be the same.

        A page drops a choice that its version does not have, says so, and shows everything.
        """
        if set(asked.choice) <= set(self._kinds.values()):
            self._read(asked)

    def _read(self, asked: Asked) -> None:
        back = _back(asked.period.span)
        tell_tile(self._told, Question(asked.area_id, asked.period.span, back, asked.choice))
        self._situation(asked, back)
        self._compared(asked, back)

    def _situation(self, asked: Asked, back: Span) -> None:
        for row in self._table("situation-tiles", asked):
            kinds = self._counted(row[0], asked)
            if kinds is not None:
                self._keep(asked, asked.period.span, kinds, row[1])
                self._keep(asked, back, kinds, row[4])
        for row in self._table("situation-trend", asked):
            span = self._periods.get(row[0])
            if span:
                self._keep(asked, span, asked.choice, row[1])
                self._keep(asked, _back(span), asked.choice, row[2])
        for row in self._table("situation-categories", asked):
            kinds = self._named(row[0])
            self._keep(asked, asked.period.span, kinds, row[1])
            self._keep(asked, back, kinds, row[2])
        for row in self._table("situation-hours", asked):
            if row[1] not in ("", _WITHHELD):
                self._told.others.append(float(row[1].replace(",", ".")))

    def counted_in_words(self, asked: Asked) -> set[float]:
        """Return every number of incidents in the pages' sentences, labels and alt texts."""
        said = "".join(
            self._visit.page(path, f"{asked.search}{self._version}") for path in _IN_WORDS
        )
        plain = said.replace("\\u00a0", "\u00a0")
        return {float(one.replace("\u00a0", "")) for one in _COUNTED.findall(plain)}

    def _compared(self, asked: Asked, back: Span) -> None:
        everything = {page_text("comparison", key)("sv") for key in ("all", "all.chosen")}
        for row in self._table("comparison-kinds", asked):
            kinds = asked.choice if row[0] in everything else self._named(row[0])
            self._keep(asked, back, kinds, row[1])
            self._keep(asked, asked.period.span, kinds, row[2])
        for row in self._table("comparison-weeks", asked):
            span = self._periods.get(row[0])
            if span:
                self._keep(asked, span, asked.choice, row[1])

    def figures(self, period: Period) -> None:
        """Read what the command prints of the whole place: ids and days, no words."""
        asked = Asked("torget", period, ())
        said = self._visit.figures(period.code, "calendar_year")["figures torget"]
        for row in csv.DictReader(io.StringIO(said.partition(" ")[2])):
            kinds, span = self._counted(row["measure"], asked), period.span
            if row["part"] == "category":
                kinds = tuple(row["item"].split(","))
            elif row["part"] == "trend_quarter":
                span = _quarter(dt.date.fromisoformat(row["item"]))
            elif row["part"] != "tile":
                continue
            if kinds is not None:
                self._keep(asked, span, kinds, row["value"], row["completeness"])

    def _counted(self, measure: str, asked: Asked) -> Choice | None:
        entry = self._counting.get(measure)
        return self._told.counted_by(entry, asked.choice) if entry else None

    def _keep(
        self, asked: Asked, span: Span, choice: Choice, cell: str, completeness: str = ""
    ) -> None:
        value: Value = None
        if cell == _WITHHELD or completeness == "suppressed":
            value = _NOT_SHOWN
        elif cell:
            value = float(cell.replace(",", "."))
        self.read += value is not None
        question = Question(asked.area_id, span, None, choice)
        self._told.hear(question, span, choice, value)

    def _table(self, name: str, asked: Asked) -> Table:
        said = self._visit.download(name, f"{asked.search}{self._version}")
        body = said.split("\r\n\r\n")[1]
        return list(csv.reader(io.StringIO(body), delimiter=";"))[1:]

    def _named(self, name: str) -> Choice:
        """Return the categories and groups that a name lists: "stöld och våld tillsammans"."""
        left, found = name.lower().removesuffix(_TOGETHER), []
        for known in sorted(self._kinds, key=len, reverse=True):
            if known in left:
                found.append(self._kinds[known])
                left = left.replace(known, "", 1)
        fault = f"{name!r} has a name that nobody knows: {left!r}"
        if left.replace(" och ", "").strip(", "):
            raise AssertionError(fault)
        return tuple(found)


def _periods(told: Told) -> Iterator[Period]:
    """Yield each month and quarter of the universe and of the year before it."""
    months = told.universe.months
    every = range(months[0] - MONTHS_IN_YEAR, months[-1] + 1)
    for month in every:
        yield Period("month", span_of_months([month]))
        if month % 3 == 0:
            yield Period("quarter", span_of_months([month, month + 1, month + 2]))


def _back(span: Span) -> Span:
    return span_of_months([month - MONTHS_IN_YEAR for month in months_in(span)])


def _quarter(first: dt.date) -> Span:
    month = first.year * MONTHS_IN_YEAR + first.month - 1
    return span_of_months([month, month + 1, month + 2])


def views_of(told: Told, choices: Sequence[Choice], areas: Sequence[str]) -> list[Asked]:
    """Return every month and quarter of the universe, by area and choice."""
    first = span_of_months(told.universe.months).first
    inside = [one for one in _periods(told) if one.span.first >= first]
    return [Asked(area, period, one) for area in areas for period in inside for one in choices]
