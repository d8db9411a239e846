"""A whole instance and its twin: protected rows on other days, and all that is said the same."""

import csv
import datetime as dt
import io
import shutil
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.instance import read_instance
from config.sources import Source
from data_pipeline.build import build
from data_pipeline.progress import Progress
from tests.attacker.built import BuiltPlace, leaves_of
from tests.attacker.rendered import Said, Visit, differing, visiting
from tests.attacker.text_runs import Sameness
from warehouse.periods import span_of_months
from warehouse.privacy.audiences import AUDIENCES, Shared
from warehouse.queries.catalogue import catalogue
from warehouse.viewer import Viewer

_WEEK, _MOST_WEEKS, _TIMES = dt.timedelta(weeks=1), 12, ("occurred_from", "occurred_to")
_SHARES = (40, 3, 0)
"""Per cent of the rows that change month: fewer, where the audience's leaves would not stay."""


@dataclass(frozen=True)
class Reading:
    """How the times of one protected source's files are written."""

    delimiter: str
    headings: tuple[str, ...]
    form: str
    weeks: tuple[int, ...]
    """How many weeks back a row may go."""


def compare_instance(
    folder: Path, scratch: Path, now: dt.datetime
) -> Iterator[tuple[Shared, Sameness]]:
    """Build an instance and its twins, and compare what each audience is told of its places.

    A coordinator's twin moves rows to other weeks of their month; for partners and the public
    some move to other months of their quarter as well.
    """
    base = _built(folder, scratch / "base", now, 0)
    close = _built(folder, scratch / "close", now, 0, is_twin=True)
    for audience in AUDIENCES:
        pair = base, close
        if audience != "coordinator":
            pair = base, _wide(folder, scratch / "wide", now, audience)
        yield audience, _compared(pair, audience)


def _wide(folder: Path, scratch: Path, now: dt.datetime, audience: Shared) -> BuiltPlace:
    """Return a twin in which rows change month, as many as leave the audience's leaves alone."""
    base = scratch.parent / "base"
    wanted = _leaves(BuiltPlace(base, _versions(base), now), audience)
    for share in _SHARES:
        made = _built(folder, scratch, now, share, is_twin=True)
        if _leaves(made, audience) == wanted:
            return made
    fault = f"no twin keeps the leaves of {audience}"
    raise AssertionError(fault)


def _leaves(place: BuiltPlace, audience: Shared) -> list[list[tuple[object, ...]]]:
    return leaves_of(place.tables(audience, place.versions[0]))


def _built(
    folder: Path, scratch: Path, now: dt.datetime, share: int, *, is_twin: bool = False
) -> BuiltPlace:
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(folder, scratch, ignore=shutil.ignore_patterns("var"), symlinks=True)
    if is_twin:
        sources = read_instance(scratch)[0].sources
        for name, source in sources.items():
            if source.kind == "incident" and source.sensitivity == "protected":
                _move(scratch / "inbox" / name, source, share)
    build(scratch, Progress(on_terminal=False), now)
    return BuiltPlace(scratch, _versions(scratch), now)


def _versions(folder: Path) -> tuple[str, str]:
    made = sorted(one.name for one in (folder / "var" / "published").iterdir() if one.is_dir())
    return made[-1], made[-1]


def _move(inbox: Path, source: Source, share: int) -> None:
    """Write every delimited file of a source anew, with rows on other days."""
    times = [column for column in source.columns if column.field in _TIMES]
    if source.layout.format != "delimited":
        return
    headings = tuple(name for column in times for name in column.headings)
    # A row that is reported before it happens would be another row.
    is_reported = any(column.field == "reported_at" for column in source.columns)
    weeks = [*range(1, _MOST_WEEKS), *(range(-_MOST_WEEKS, 0) if not is_reported else ())]
    how = Reading(source.layout.delimiter, headings, times[0].formats[0], tuple(weeks))
    for path in sorted(inbox.glob("*.csv")):
        content = path.read_bytes()
        encoding = "utf-8" if _is_utf8(content) else "cp1252"
        moved = "".join(_lines(content.decode(encoding), how, share))
        path.unlink()  # a link to a real file is never written through
        path.write_bytes(moved.encode(encoding))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(text: str, how: Reading, share: int) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(text), delimiter=how.delimiter))
    head = [cell.strip().lstrip("\ufeff") for cell in rows[0]]
    places = [head.index(name) for name in how.headings if name in head]
    days = [at.date() for row in rows[1:] if (at := _time(row, places[0], how))]
    edges = {(day.year, day.month) for day in (min(days), max(days))}
    for number, row in enumerate(rows):
        if number:
            _shift(row, places, how, (share, edges))
        out = io.StringIO()
        csv.writer(out, delimiter=how.delimiter, lineterminator="\r\n").writerow(row)
        yield out.getvalue()


def _shift(
    row: list[str],
    places: Sequence[int],
    how: Reading,
    rule: tuple[int, set[tuple[int, int]]],
) -> None:
    """Move a row by some weeks: in its month, or some of the rows in their quarter.

    Months at the edges of a file stay, since they say what it covers.
    """
    share, edges = rule
    times = [_time(row, place, how) for place in places]
    if not all(times) or not times:
        return
    first = next(at for at in times if at)
    chance = zlib.crc32(";".join(row).encode())
    is_far = chance % 100 < share
    options = [
        weeks
        for weeks in how.weeks
        if all(at and _may_go(at, at - weeks * _WEEK, is_far=is_far) for at in times)
        and _month(first - weeks * _WEEK) not in edges
    ]
    if options and _month(first) not in edges:
        back = options[chance // 100 % len(options)] * _WEEK
        for place, at in zip(places, times, strict=True):
            row[place] = (at - back).strftime(how.form) if at else row[place]


def _may_go(at: dt.datetime, to: dt.datetime, *, is_far: bool) -> bool:
    size = 3 if is_far else 1
    return at.year == to.year and (at.month - 1) // size == (to.month - 1) // size


def _month(at: dt.datetime) -> tuple[int, int]:
    return at.year, at.month


def _time(row: Sequence[str], place: int, how: Reading) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(row[place].strip(), how.form).replace(tzinfo=dt.UTC)
    except (ValueError, IndexError):
        return None


def _compared(pair: tuple[BuiltPlace, BuiltPlace], audience: Shared) -> Sameness:
    tables = [one.tables(audience, one.versions[0]) for one in pair]
    fault = f"the twin has other leaves for {audience}"
    if leaves_of(tables[0]) != leaves_of(tables[1]):
        raise AssertionError(fault)
    faults = [f"table {name}" for name in tables[0] if tables[0][name] != tables[1][name]]
    said = []
    for place in pair:
        with visiting(place, audience) as visit:
            said.append(_everything(visit, audience))
    faults += differing(*said)
    size = sum(map(len, said[0].values()))
    return Sameness(1, len(said[0]), size, differing=tuple(faults))


def _everything(visit: Visit, audience: Shared) -> Said:
    """Return what is said of every place: the last closed quarter, a month of it, and zones."""
    shown = catalogue(visit.place.files, Viewer(audience))
    last = shown.shown_to.year * 12 + shown.shown_to.month - 1
    month = span_of_months([last]).first
    quarter = f"{month.year}-Q{(month.month - 1) // 3 + 1}"
    said: Said = {}
    for site in shown.sites:
        links = [f"?plats={site.site_id}", f"?plats={site.site_id}&period={quarter}&sprak=en"]
        links += [
            f"?plats={site.site_id}&omrade={area.area_id}&period={month:%Y-%m}&steg=vecka"
            for area in site.areas[:3]
        ]
        for search in links:
            parts = visit.pages(search) | visit.downloads(search)
            said |= {f"{search} {name}": text for name, text in parts.items()}
    return said
