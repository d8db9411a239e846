"""A made-up instance of passages: counters for three years, sent as a file a month.

The counters keep their days at any size; a larger one counts by shorter intervals, as a sender
does who goes from hours to minutes. Some counters die for a while, some days are missing, and
some are sent again with corrected numbers.
"""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.bench.million import make_million

FIRST, YEARS = dt.date(2023, 1, 1), 3
COUNTERS = 64
INCIDENTS = 100_000
_MINUTES_A_DAY = 24 * 60
_ROWS_EACH = (FIRST.replace(year=FIRST.year + YEARS) - FIRST).days * _MINUTES_A_DAY
_POINTS_CONTRACT = """kind: flow_point
name: {sv: Mätpunkter, en: Counting points}
publisher: {sv: X, en: X}
licence: {sv: X, en: X}
sensitivity: open
cadence: once
layout: {format: delimited}
identity: [point_code]
columns:
  - {from: Räknare, to: point_code}
  - {from: Longitud, to: longitude}
  - {from: Latitud, to: latitude}
"""
_COUNTS_CONTRACT = """kind: flow_count
name: {{sv: Passager, en: Passages}}
publisher: {{sv: X, en: X}}
licence: {{sv: X, en: X}}
sensitivity: open
cadence: month
preliminary_days: 0
layout: {{format: delimited}}
identity: [point_code, counted_from]
columns:
  - {{from: Räknare, to: point_code}}
  - {{from: Tid, to: counted_from, formats: ["%Y-%m-%d %H:%M"]}}
  - {{from: Antal, to: visitor_count}}
constants: {{minutes: {minutes}}}
"""
# A row's number follows from its counter and moment alone, so that any part can be made again.
_ROWS = """
copy (
    with every as (
        select
            p.no,
            $1::timestamp + to_minutes(cast(t.no * $3 as bigint)) as moment,
            hash(p.no, $1::timestamp + to_minutes(cast(t.no * $3 as bigint))) % 1000 as dice
        from range(cast(date_diff('minute', $1::timestamp, $2::timestamp) // $3 as bigint)) t(no)
        cross join range($4::bigint) p(no)
    )
    select
        printf('R%02d', no) as "Räknare",
        strftime(moment, '%Y-%m-%d %H:%M') as "Tid",
        case
            when dice = 0 and no = 0 and hour(moment) = 3 and minute(moment) = 0 then 'fel'
            when no % 16 = 5 and month(moment) = 7 then '0'
            else cast(cast(floor(
                (1 + hour(moment) * (24 - hour(moment)) / 20) * dice / 400 * sqrt($3)
            ) as bigint) + $5 as varchar)
        end as "Antal"
    from every
    -- A day without a file row: the counter was away.
    where not (no % 16 = 9 and dayofyear(moment) % 97 = 3)
    order by moment, no
) to '{path}' (header, delimiter ';')
"""


@dataclass(frozen=True)
class Shape:
    """How many counters count by how many minutes."""

    counters: int
    minutes: int

    @property
    def rows(self) -> int:
        """How many counts there are, nearly: some days are missing, some come twice."""
        return self.counters * _ROWS_EACH // self.minutes


def shape_of(rows: int) -> Shape:
    """Return the shape with about so many rows: at most COUNTERS, by hours, tens or minutes."""
    minutes = next((m for m in (60, 10) if COUNTERS * _ROWS_EACH // m >= rows), 1)
    return Shape(max(1, min(COUNTERS, rows * minutes // _ROWS_EACH)), minutes)


def make_minutes(folder: Path, shape: Shape) -> Path:
    """Write the instance: passages by month, corrected days, and a hundred thousand incidents."""
    make_million(folder, INCIDENTS)
    contracts = {
        "matpunkter": _POINTS_CONTRACT,
        "passager": _COUNTS_CONTRACT.format(minutes=shape.minutes),
    }
    for name, text in contracts.items():
        (folder / "sources" / f"{name}.yaml").write_text(text, encoding="utf-8")
        (folder / "inbox" / name).mkdir(parents=True, exist_ok=True)
    _write_points(folder / "inbox" / "matpunkter" / "punkter.csv", shape.counters)
    inbox = folder / "inbox" / "passager"
    months = [dt.date(FIRST.year + n // 12, n % 12 + 1, 1) for n in range(12 * YEARS + 1)]
    for first, end in itertools.pairwise(months):
        _write_rows(inbox / f"passager_{first:%Y-%m}.csv", (first, end), shape, more=0)
    for day in corrected_days():
        # Named so that it comes after the month.
        span = (day, day + dt.timedelta(days=1))
        _write_rows(inbox / f"rattad_{day:%Y-%m-%d}.csv", span, shape, more=1)
    return folder


def corrected_days() -> Iterator[dt.date]:
    """Yield the days that are sent again: the tenth of every third month."""
    for month in range(0, 12 * YEARS, 3):
        yield dt.date(FIRST.year + month // 12, month % 12 + 1, 10)


def add_small_file(folder: Path, shape: Shape) -> None:
    """Send one more corrected day."""
    day = FIRST.replace(month=2, day=20)
    path = folder / "inbox" / "passager" / f"rattad_{day:%Y-%m-%d}.csv"
    _write_rows(path, (day, day + dt.timedelta(days=1)), shape, more=2)


def _write_rows(path: Path, span: tuple[dt.date, dt.date], shape: Shape, *, more: int) -> None:
    connection = duckdb.connect()
    connection.execute("set memory_limit = '1GB'")
    given = [*span, shape.minutes, shape.counters, more]
    connection.execute(_ROWS.format(path=path), given)
    connection.close()


def _write_points(path: Path, counters: int) -> None:
    """Lay the counters out over the four places of `make_million`."""
    lines = ["Räknare;Longitud;Latitud"]
    for no in range(counters):
        x, y = 15.402 + 0.015 * (no % 4) + 0.0001 * no, 60.105 + 0.0003 * no
        lines.append(f"R{no:02d};{x:.4f};{y:.4f}".replace(".", ","))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
