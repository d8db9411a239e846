"""What may be said of four weeks, of maps and of hours."""

from config.words import Words
from warehouse.statistics.clock import ClockGrid
from warehouse.statistics.maps import MapComparison
from warehouse.statistics.signals import FALSE_SIGNALS_A_YEAR, Signal
from warehouse.statistics.wording import INCIDENTS, Noun, Value, say


def signal_statement(found: Signal, noun: Noun = INCIDENTS) -> Words:
    """Say whether four weeks were unexpected, counts and the usual number beside each other."""
    named: dict[str, Value] = {"count": found.count, "noun": noun.of(found.count)}
    if found.years == 0:
        return say("signal.no_years", **named)
    return say(f"signal.{found.direction}", expected=round(found.expected), **named)


def signal_not_meant() -> Words:
    """Say what a signal does not mean; stands beside each one that is not `none`."""
    return say("signal.not_meant")


def signal_budget(series_count: int) -> Words:
    """Say how many signals a year chance alone gives."""
    if series_count == 1:
        return say("signal.budget.one")
    signals = max(1, round(series_count * FALSE_SIGNALS_A_YEAR))
    if signals == 1:
        return say("signal.budget.few", series=series_count)
    return say("signal.budget.many", series=series_count, signals=signals)


def map_sentence(found: MapComparison | None) -> Words:
    """Say in how many areas two maps differ; None where nothing has a position."""
    if found is None:
        return say("map.no_position")
    if not found.has_enough:
        return say("map.too_few")
    count, total = sum(found.differs), len(found.differs)
    return say("map.differs", count=count, total=total) if count else say("map.alike", total=total)


def clock_sentence(grid: ClockGrid, timed_count: float) -> Words | None:
    """Say why there is no hour chart; None where there is one.

    `timed_count` is how many of both periods have a known hour.
    """
    if grid != "none":
        return None
    return say("clock.none") if timed_count else say("clock.no_hour")
