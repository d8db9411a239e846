"""What happens in Ekstad: the days are drawn first, then the hours and the points."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from data_pipeline.demo.recipe import AREAS, Effect, Rate, effects, profiles, seasons
from data_pipeline.demo.timeline import Timeline
from data_pipeline.demo.town import Position, positions

Numbers = npt.NDArray[np.float64]
DAYS_PER_MONTH = 30.44
FIRST_HOUR = 6
# Good and bad weeks of an area, and of one code in it: gammas of these shapes make the variance
# of a week's count about twice its mean.
_AREA_SHAPE, _CODE_SHAPE = 5.0, 1.2
_WEEKS_OF_A_YEAR = 52


@dataclass(frozen=True)
class Happening:
    """One thing that happened, before any sender has written it down."""

    area: str
    code: str
    label: str
    category: str
    is_overnight: bool
    at: dt.datetime
    position: Position


@dataclass(frozen=True)
class Calendar:
    """Every day of data, and what is often asked of it; months and weekdays count from 0."""

    days: tuple[dt.date, ...]
    ordinals: npt.NDArray[np.int64]
    weekdays: npt.NDArray[np.int64]
    months: npt.NDArray[np.int64]


@cache
def calendar(timeline: Timeline) -> Calendar:
    """Return the days of a timeline."""
    days = tuple(timeline.days())
    return Calendar(
        days,
        np.array([day.toordinal() for day in days]),
        np.array([day.weekday() for day in days]),
        np.array([day.month - 1 for day in days]),
    )


def happenings(
    source: str,
    rates: tuple[Rate, ...],
    categories: dict[str, str],
    timeline: Timeline,
    rng: np.random.Generator,
    areas: tuple[str, ...] = AREAS,
) -> list[Happening]:
    """Draw every happening that a source would tell of, in order of time."""
    days = calendar(timeline).days
    found: list[Happening] = []
    for area in areas:
        weeks = _weeks(len(days), _AREA_SHAPE, rng)
        for rate in rates:
            category = categories[rate.code]
            daily = _expected(source, area, rate, category, timeline)
            counts = _counts(daily * weeks * _weeks(len(days), _CODE_SHAPE, rng), rng)
            moments = _moments(days, counts, profiles()[rate.profile].hours, rng)
            points = positions(area, rate.profile, len(moments), rng)
            found += [
                Happening(area, rate.code, rate.label, category, rate.is_overnight, at, point)
                for at, point in zip(moments, points, strict=True)
            ]
    last = timeline.last_day + dt.timedelta(days=1)
    kept = [happening for happening in found if happening.at.date() < last]
    return sorted(kept, key=lambda happening: (happening.at, happening.area, happening.code))


def multiplier(source: str, area: str, category: str, timeline: Timeline) -> Numbers:
    """Return what the effects do to an area's own rate, day by day."""
    factor = np.ones(len(calendar(timeline).days))
    for effect in effects():
        if effect.area == area and effect.touches(source, category):
            factor[_during(effect, timeline)] *= effect.factor
    return factor


def _expected(source: str, area: str, rate: Rate, category: str, timeline: Timeline) -> Numbers:
    """Return the expected count of every day, what moves in from elsewhere included."""
    found = calendar(timeline)
    own = rate.per_month[area] * multiplier(source, area, category, timeline)
    for effect in effects():
        if effect.moves_to == area and effect.touches(source, category):
            moved = rate.per_month[effect.area] * (1 - effect.factor) * effect.moved_share
            own[_during(effect, timeline)] += moved
    weekdays = np.array(profiles()[rate.profile].weekdays)
    weekday = weekdays[found.weekdays] * 7 / weekdays.sum()
    season = np.array(seasons()[rate.season])[found.months]
    return np.asarray(own * weekday * season / DAYS_PER_MONTH)


def _during(effect: Effect, timeline: Timeline) -> npt.NDArray[np.bool_]:
    days = calendar(timeline).ordinals
    first = timeline.month(effect.from_month)
    last = dt.date.max if effect.to_month is None else timeline.month(effect.to_month)
    return (days >= first.toordinal()) & (days < last.toordinal())


def _weeks(day_count: int, shape: float, rng: np.random.Generator) -> Numbers:
    """Return one multiplier a day: weeks are good or bad, and a little like the week before.

    Each year of them has a mean of 1, so that no effect drowns in a good or bad year.
    """
    drawn = rng.gamma(shape, 1 / shape, size=day_count // 7 + 2)
    weeks = 0.65 * drawn[1:] + 0.35 * drawn[:-1]
    for first in range(0, len(weeks), _WEEKS_OF_A_YEAR):
        year = slice(first, first + _WEEKS_OF_A_YEAR)
        weeks[year] /= weeks[year].mean()
    return np.repeat(weeks, 7)[:day_count]


def _counts(expected: Numbers, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Turn expected counts into counts: a happening each time their sum passes a whole number.

    A year's total is within one of what is expected; the weeks carry the variation.
    """
    passed = np.floor(np.cumsum(expected) + rng.random())
    return np.diff(passed, prepend=0).astype(np.int64)


def _moments(
    days: tuple[dt.date, ...],
    counts: npt.NDArray[np.int64],
    hours: tuple[float, ...],
    rng: np.random.Generator,
) -> list[dt.datetime]:
    """Return a moment for each; hours after midnight belong to the evening before."""
    total = int(counts.sum())
    weights = np.array(hours) / sum(hours)
    hour = rng.choice(24, size=total, p=weights) + FIRST_HOUR
    minute = rng.integers(0, 12, size=total) * 5
    at_day = np.repeat(np.arange(len(days)), counts)
    midnight = [dt.datetime.combine(day, dt.time()) for day in days]
    return [
        midnight[day] + dt.timedelta(hours=int(h), minutes=int(m))
        for day, h, m in zip(at_day, hour, minute, strict=True)
    ]
