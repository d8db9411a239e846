"""A made-up place as senders' files: its incidents as police rows, and what no leaf may tell of."""

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from config.categories import UNMAPPED, load_categories
from config.loading import Problems
from tests.attacker.random_places import FIRST_MONTH, next_version, random_place
from warehouse.privacy.boxes import OUTSIDE_ZONES, Cell, Hierarchy
from warehouse.privacy.places import Place, Timed

SITE, CONTROL = "torget", "torget/gatan"
ZONES = ("torget/norra", "torget/scenen")
SENSITIVE = "sensitive"
MONTHS_IN_YEAR = 12
_LAST_WEEKDAY = 7
_ROWS_OF = ("sensitive", "unmapped", "nowhere", "outside", "rejected", "alarms")
# west, south, east, north of what is drawn from; the areas' own outlines reach a little further.
_GROUND: Mapping[str, tuple[float, float, float, float]] = {
    "torget/norra": (15.301, 60.1075, 15.309, 60.1095),
    "torget/scenen": (15.301, 60.1005, 15.309, 60.1025),
    OUTSIDE_ZONES: (15.301, 60.104, 15.309, 60.106),
    CONTROL: (15.351, 60.101, 15.359, 60.109),
    "far": (15.401, 60.101, 15.409, 60.109),
}


@dataclass(frozen=True)
class Secrets:
    """What protected files say in one version.

    `places` are the incidents of each area with leaves; `others` count rows that are in no leaf
    (of sensitive offences, unknown codes, no position, outside every place, rejected rows, alarms
    of a source that is never counted). Days, minutes, positions and texts are drawn from `seed`.
    """

    places: Mapping[str, Place]
    others: Mapping[str, int]
    seed: int


@dataclass(frozen=True)
class Story:
    """A place in two versions: one quarter closes and late rows come in between."""

    months: tuple[int, ...]
    versions: tuple[Secrets, Secrets]
    resident_count: int
    has_open_source: bool
    """True where hosts report incidents too, which everyone may see."""
    quarters: tuple[tuple[int, ...], tuple[int, ...]] = field(default=((), ()))
    """What has closed in each version."""

    @property
    def builds_on(self) -> tuple[dt.date, dt.date]:
        """The day of each build: the last quarter still waits for late rows, and has closed."""
        year, month = divmod(self.months[-1] + 1, MONTHS_IN_YEAR)
        first = dt.date(year, month + 1, 15)
        return first, first + dt.timedelta(days=60)

    @property
    def started_on(self) -> dt.date | None:
        """The start of the programme: after a year, where there are two."""
        if len(self.months) < 2 * MONTHS_IN_YEAR:
            return None
        return dt.date((self.months[0] + MONTHS_IN_YEAR) // MONTHS_IN_YEAR, 1, 1)


def story(seed: int) -> Story:
    """Return place number `seed`: every other one of two years, the others of two quarters."""
    rng = np.random.default_rng(seed)
    months = tuple(range(FIRST_MONTH, FIRST_MONTH + (24 if seed % 2 else 6)))
    first = {
        SITE: _in_full(random_place(seed, len(months)), ZONES),
        CONTROL: _in_full(random_place(seed + 5000, len(months)), ()),
    }
    later = {name: next_version(place, seed) for name, place in first.items()}
    others = [{name: int(rng.integers(0, 40)) for name in _ROWS_OF} for _ in (first, later)]
    quarters = tuple(range(months[0] // 3, (months[-1] + 1) // 3))
    return Story(
        months,
        (Secrets(first, others[0], seed), Secrets(later, others[1], seed + 1)),
        resident_count=0 if seed % 4 < 2 else 500,
        has_open_source=seed % 5 == 4,
        quarters=(quarters[:-1], quarters),
    )


def hierarchy(zones: tuple[str, ...]) -> Hierarchy:
    """Return what the guard cuts along: every shipped category but unknown codes."""
    groups: dict[str, list[str]] = {}
    secret = set()
    for name, one in sorted(load_categories(Path("none.csv"), Problems()).items()):
        if one.kind == "incident" and name != UNMAPPED:
            groups.setdefault(one.group, []).append(name)
            secret |= {name} if one.sensitive else set()
    ordered = tuple((group, tuple(members)) for group, members in sorted(groups.items()))
    return Hierarchy(zones, ordered, frozenset(secret))


def _in_full(place: Place, zones: tuple[str, ...]) -> Place:
    """Give a place every category; one without zones has all its incidents outside them."""
    kept = zones or (OUTSIDE_ZONES,)
    moved = (
        one if one.cell.zone in (*kept, OUTSIDE_ZONES) else _outside(one) for one in place.incidents
    )
    return Place.of(hierarchy(zones), tuple(moved))


def _outside(timed: Timed) -> Timed:
    return replace(timed, cell=replace(timed.cell, zone=OUTSIDE_ZONES))


def police_rows(secrets: Secrets, months: Sequence[int]) -> Iterator[tuple[str, str, str, str]]:
    """Yield time, code, longitude and latitude of each row, in an order that tells nothing."""
    rng = np.random.default_rng(secrets.seed)
    for month in months:  # what the source covers is the same whatever the other rows are
        yield f"{_day(month, 15)} 12:00", "theft", *_position("far", rng)
    yield f"{_day(months[0], 1)} 12:00", "theft", *_position("far", rng)
    yield f"{_last_day(months[-1])} 12:00", "theft", *_position("far", rng)
    rows = [*_incidents(secrets, rng), *_others(secrets, months, rng)]
    yield from (rows[place] for place in rng.permutation(len(rows)))


def _incidents(secrets: Secrets, rng: np.random.Generator) -> Iterator[tuple[str, str, str, str]]:
    for area, place in secrets.places.items():
        for timed in place.incidents:
            cell = timed.cell
            ground = cell.zone if area == SITE else area
            for _ in range(cell.count):
                yield _moment(timed, rng), cell.category, *_position(ground, rng)


def _others(
    secrets: Secrets, months: Sequence[int], rng: np.random.Generator
) -> Iterator[tuple[str, str, str, str]]:
    kinds = {
        "sensitive": (SENSITIVE, OUTSIDE_ZONES),
        "unmapped": ("okänd", "torget/norra"),
        "outside": ("theft", "far"),
    }
    for name, (code, ground) in kinds.items():
        for number in range(secrets.others[name]):
            # A coordinator is told of sensitive offences by year: the months follow the number.
            month = [months[number % len(months)]] if name == "sensitive" else months
            yield _any_moment(month, rng), code, *_position(ground, rng)
    for _ in range(secrets.others["nowhere"]):
        yield _any_moment(months, rng), "theft", "", ""
    for _ in range(secrets.others["rejected"]):
        yield "sen kväll", "theft", *_position(OUTSIDE_ZONES, rng)


def alarm_rows(secrets: Secrets, months: Sequence[int]) -> Iterator[tuple[str, str, str, str]]:
    """Yield day, sort, longitude and latitude of a protected source that leaves never count."""
    rng = np.random.default_rng([secrets.seed, 2])
    for _ in range(secrets.others["alarms"]):
        yield _any_moment(months, rng)[:10], "Larm", *_position(OUTSIDE_ZONES, rng)


def _moment(timed: Timed, rng: np.random.Generator) -> str:
    """Return a moment in the month, on the weekday and in the hour; 00:00 is not known."""
    month = timed.cell.month
    days = [day for day in _days(month) if timed.hour < 0 or day.isoweekday() == timed.weekday]
    day = days[int(rng.integers(len(days)))]
    minute = int(rng.integers(1, 60))
    return f"{day} 00:00" if timed.hour < 0 else f"{day} {timed.hour:02}:{minute:02}"


def _any_moment(months: Sequence[int], rng: np.random.Generator) -> str:
    month = months[int(rng.integers(len(months)))]
    hour, weekday = int(rng.integers(24)), int(rng.integers(1, _LAST_WEEKDAY + 1))
    return _moment(Timed(Cell(month, OUTSIDE_ZONES, "theft", 1), weekday, hour), rng)


def _position(ground: str, rng: np.random.Generator) -> tuple[str, str]:
    west, south, east, north = _GROUND[ground]
    longitude, latitude = rng.uniform(west, east), rng.uniform(south, north)
    return f"{longitude:.6f}".replace(".", ","), f"{latitude:.6f}".replace(".", ",")


def _days(month: int) -> list[dt.date]:
    return [_day(month, number) for number in range(1, _last_day(month).day + 1)]


def _day(month: int, number: int) -> dt.date:
    return dt.date(month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1, number)


def _last_day(month: int) -> dt.date:
    year, at = divmod(month, MONTHS_IN_YEAR)
    return _day(month, calendar.monthrange(year, at + 1)[1])
