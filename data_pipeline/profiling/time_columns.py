"""Dates in an unknown column: every form in it, and whether day and month can be told apart."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from importlib.resources import files

import duckdb
from duckdb import ColumnExpression, ConstantExpression
from duckdb import FunctionExpression as Call

from config.time_forms import require_clear_forms
from data_pipeline.profiling.found import TimeForms

_DAYS = (
    "%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m-%y", "%d/%m/%y",
    "%m/%d/%y", "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%a, %b %-d, %Y",
)  # fmt: skip
_CLOCKS = ("", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p", " %H.%M", "T%H:%M:%S",
           "T%H:%M", "T%H:%M:%S.%f", " %H.%M.%S")  # fmt: skip
# Only digits: a number as likely as a day, so the heading must say that it is one.
_DIGITS = ("%Y%m%d", "%Y%m", "%Y")
FORMS = (*(day + clock for day in _DAYS for clock in _CLOCKS), "%Y-%m", *_DIGITS)
_ZONE = r"^(.*?) ?(?:Z|[+-]\d{2}:?\d{2})$"
_LEADING_DAY = r"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}) .*\d.*$"
_ZONED = re.compile(r".*\d:\d\d(:\d\d)?(\.\d+)? ?(Z|[+-]\d{2}:?\d{2})")
_SAMPLES = (dt.datetime(2011, 9, 10, 8, 7, 6, tzinfo=dt.UTC),
            dt.datetime(2011, 11, 12, 10, 9, 8, tzinfo=dt.UTC))  # fmt: skip
_LEAST_SHARE = 0.9
# A heading that speaks of time is believed when fewer texts bear it out.
_LEAST_NAMED = 0.5
_YEARS = (1850, 2100)
_LEAST_PEAK = 5
_VIEW, _TIMES = "profiled_column", "profiled_times"
_TIME_HEADING = re.compile(
    r"dat|tid|time|timm|hour|klock|år|\bar\b|year|month|månad|period|dag|day|from|till|start|slut|läsår|\bend\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Read:
    """How many of one shape's texts one form reads, and the first and last day."""

    form: str
    count: int
    first: dt.datetime | str | None
    last: dt.datetime | str | None
    """A day before the year 1 is a text."""


def shape_of(text: str) -> str:
    """Return the shape of a text, as profile_shapes.sql does."""
    letters = re.sub("[A-Za-zÅÄÖåäö]+", "a", text)
    return re.sub("[0-9]{1,2}", "d", re.sub("[0-9]{4}", "y", letters))


def _shapes() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form in FORMS:
        for shape in dict.fromkeys(shape_of(sample.strftime(form)) for sample in _SAMPLES):
            found.setdefault(shape, []).append(form)
    return {shape: tuple(forms) for shape, forms in found.items()}


_FORMS_OF = _shapes()


def find_forms(
    connection: duckdb.DuckDBPyConnection, heading: str, filled: int, sample: str
) -> TimeForms | None:
    """Return the forms of the column now in the view `profiled_column`, or None for no dates."""
    texts = connection.view(_VIEW)
    is_zoned = _ZONED.fullmatch(sample) is not None
    whole = _part(texts, _ZONE) if is_zoned else texts
    found = _forms(connection, whole, heading, filled, is_zoned=is_zoned)
    if found or not re.match(_LEADING_DAY, sample) or not is_time_heading(heading):
        return found
    # No form reads fm, em or the name of a zone; the day before them is sure.
    days = _forms(connection, _part(texts, _LEADING_DAY), heading, filled, is_zoned=False)
    return replace(days, is_leading=True) if days else None


def _part(texts: duckdb.DuckDBPyRelation, pattern: str) -> duckdb.DuckDBPyRelation:
    """Return the (group) of each text."""
    found = Call("regexp_extract", ColumnExpression("value"), ConstantExpression(pattern),
                 ConstantExpression(1))  # fmt: skip
    return texts.select(found.alias("value"))


def _forms(
    connection: duckdb.DuckDBPyConnection,
    texts: duckdb.DuckDBPyRelation,
    heading: str,
    filled: int,
    *,
    is_zoned: bool,
) -> TimeForms | None:
    texts.create_view(_TIMES)
    shapes = [(shape, count) for shape, count in _run(connection) if shape in _FORMS_OF]
    least = _LEAST_NAMED if is_time_heading(heading) else _LEAST_SHARE
    if sum(count for _, count in shapes) < least * filled:
        return None
    if all(form in _DIGITS for shape, _ in shapes for form in _FORMS_OF[shape]) and not (
        _TIME_HEADING.search(heading)
    ):
        return None
    return _chosen(texts, dict(shapes), filled, is_zoned=is_zoned)


def _run(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    sql = files("data_pipeline.profiling").joinpath("profile_shapes.sql")
    return connection.execute(sql.read_text(encoding="utf-8")).fetchall()


def _chosen(
    texts: duckdb.DuckDBPyRelation, shapes: dict[str, int], filled: int, *, is_zoned: bool
) -> TimeForms | None:
    forms: list[str] = []
    other: str | None = None
    count = 0
    days: list[dt.datetime] = []
    for shape, total in shapes.items():
        reads = [read for read in _reads(texts, shape) if _is_plausible(read)]
        best = max(reads, key=lambda read: read.count, default=None)
        if best is None or best.count < _LEAST_SHARE * total:
            continue
        if best.form not in forms:
            rivals = [r.form for r in reads if r is not best and r.count == best.count]
            other = other or next((form for form in rivals if _differs(best.form, form)), None)
            forms.append(best.form)
        count += best.count
        days += [day for day in (best.first, best.last) if isinstance(day, dt.datetime)]
    if count < _LEAST_NAMED * filled:
        return None
    unknown, is_midnight = _midnights(texts, tuple(forms))
    span = (max(days) - min(days)).days
    return TimeForms(
        tuple(forms), count / filled, is_zoned, other, unknown, span, is_midnight=is_midnight
    )


def _reads(texts: duckdb.DuckDBPyRelation, shape: str) -> list[_Read]:
    """Try every form that a shape can be, on each of its texts."""
    forms = _FORMS_OF[shape]
    found: list[_Read] = []
    for form in forms:
        moment = Call("try_strptime", ColumnExpression("value"), ConstantExpression(form))
        counted = texts.filter(ColumnExpression("value").isnotnull()).aggregate(
            [Call("count", moment), Call("min", moment), Call("max", moment)]
        )
        count, first, last = counted.fetchall()[0]
        found.append(_Read(form, count, first, last))
    return found


def _is_plausible(read: _Read) -> bool:
    if not isinstance(read.first, dt.datetime) or not isinstance(read.last, dt.datetime):
        return False
    return _YEARS[0] <= read.first.year and read.last.year <= _YEARS[1]


def _differs(one: str, other: str) -> bool:
    """Say whether two forms read some day differently."""
    try:
        require_clear_forms((one, other))
    except ValueError:
        return True
    return False


def _midnights(texts: duckdb.DuckDBPyRelation, forms: tuple[str, ...]) -> tuple[str | None, bool]:
    """Return midnight if more rows stand there than at the hours beside it: often not known.

    And whether all of them do.
    """
    timed = [form for form in forms if "%H" in form or "%I" in form]
    if not timed:
        return None, False
    moment = Call("try_strptime", ColumnExpression("value"), ConstantExpression(timed))
    clock = Call("strftime", moment, ConstantExpression("%H:%M:%S"))
    hours = texts.select(clock.alias("clock")).aggregate(
        [ColumnExpression("clock"), Call("count", ColumnExpression("clock"))], "clock"
    )
    counts = {str(name): int(count) for name, count in hours.fetchall() if name}
    midnight, *beside = (counts.get(f"{hour:02}:00:00", 0) for hour in (0, 23, 1))
    is_peak = midnight >= _LEAST_PEAK and midnight > max(beside)
    total = sum(counts.values())
    unknown = "00:00:00" if is_peak or midnight > total / 2 else None
    return unknown, midnight == total and timed == list(forms)


def settled(times: TimeForms, *, month_first: bool | None, reason: str) -> TimeForms:
    """Return the forms with day and month settled by what the rest of the file shows."""
    if times.other is None or month_first is None:
        return times
    is_month_first = times.forms[0].startswith("%m/")
    if is_month_first == month_first:
        return replace(times, decided_by=reason)
    swapped = (times.other, *times.forms[1:])
    return replace(times, forms=swapped, other=times.forms[0], decided_by=reason)


def is_time_heading(heading: str) -> bool:
    """Say whether a heading speaks of days or times."""
    return _TIME_HEADING.search(heading) is not None
