"""The tiles of Liv och utbud, with their bases."""

from config.texts import text
from config.words import Language
from dashboard.components.measure_tile import Measured
from dashboard.formatting import day, number, percent
from dashboard.measured_words import (
    TileWords,
    before_words,
    change_words,
    part_words,
    reach_words,
    split_part,
)
from dashboard.state import View
from dashboard.texts import page_texts_under
from warehouse.queries.life_rows import Band, Flow, Flows, OfferOfPlace, PeopleRound, Premises
from warehouse.statistics.shares import Share, share_interval

_NAME = page_texts_under("life", "name")
_UNIT = page_texts_under("life", "unit")
_ABOUT = page_texts_under("life", "about")
_WORDS = TileWords(_NAME, _ABOUT)
_WHEN = page_texts_under("life", "when")
_NO_VALUE, _WITHHELD = text("figure.no_value"), text("withheld.short")
_WHOLE_FROM = 10
_NOT_FOR_YOU = text("withheld.why.never")


def tiles(passed: Flows, offered: OfferOfPlace, view: View) -> tuple[Measured, ...]:
    """Return the tiles."""
    return (
        _flow(passed, view),
        _people("women", passed, view),
        _people("staying", passed, view),
        _events(offered, view),
        _vacancy(offered, view),
        _evening(offered, view),
    )


def per_hour_words(flow: Flow, language: Language) -> str:
    """Write a flow; small ones with a decimal."""
    if flow.per_hour is None:
        return _NO_VALUE(language)
    return number(flow.per_hour, language, 0 if flow.per_hour >= _WHOLE_FROM else 1)


def band_words(band: Band) -> str:
    """Name a time of day: 23–02."""
    return f"{band.from_hour:02d}–{band.to_hour:02d}"


def share_of(one: PeopleRound, name: str) -> Share | None:
    """Return the women's or the staying share of a round."""
    return one.women if name == "women" else one.staying


def share_words(share: Share | None, language: Language) -> str:
    """Say a share with its base and interval, or that there are too few."""
    if share is None:
        return _UNIT["too_few"](language)
    said = part_words(round(share.count), round(share.base), language)
    return f"{said}, {interval_words(share, language)}"


def interval_words(share: Share, language: Language) -> str:
    """Say the interval of a share."""
    interval = share_interval(share)
    low, high = interval.low, 1.0 if interval.high is None else interval.high
    return _UNIT["between"](language, low=percent(low, language), high=percent(high, language))


def empty_words(premises: Premises, language: Language) -> str:
    """Say how many premises are empty, of how many."""
    return part_words(premises.empty_count, premises.unit_count, language)


def _flow(passed: Flows, view: View) -> Measured:
    language = view.language
    if passed.withheld is not None:
        return _WORDS.empty("flow", _WITHHELD(language), _NOT_FOR_YOU(language), view)
    if passed.now.per_hour is None:
        not_by_hour = _WHEN["not_by_hour"](language)
        why = not_by_hour if passed.is_counted else reach_words("missing", language)
        return _WORDS.empty("flow", _NO_VALUE(language), why, view)
    before = passed.before
    was = per_hour_words(before, language) if before and before.per_hour is not None else None
    remark = reach_words(passed.completeness, language)
    if passed.outage_days:
        remark = _WHEN["outage"](language, days=number(passed.outage_days, language))
    change = before_words(was, view, passed.not_comparable)
    return _WORDS.tile(
        "flow", per_hour_words(passed.now, language), change, view,
        passed.flow_sources, remark=remark,
        unit=_UNIT["flow"](language, hours=number(passed.now.counted_hours, language)),
    )  # fmt: skip


def _people(name: str, passed: Flows, view: View) -> Measured:
    language = view.language
    if not passed.rounds:
        return _WORDS.empty(name, _NO_VALUE(language), _WHEN["no_count"](language), view)
    *earlier, last = passed.rounds
    share = share_of(last, name)
    when = _WHEN["counted"](language, day=day(last.last, language))
    if share is None:
        return _WORDS.empty(name, _UNIT["too_few"](language), when, view)
    value, unit = split_part(
        round(share.count), round(share.base), _UNIT["people"](language), language
    )
    return _WORDS.tile(
        name, value, _earlier([(one.last, share_of(one, name)) for one in earlier], view), view,
        passed.people_sources, unit=unit, when=f"{when}, {interval_words(share, language)}",
    )  # fmt: skip


def _earlier(shares: list[tuple[object, Share | None]], view: View) -> str:
    """Say what the share was in the round before."""
    language = view.language
    known = [share for _, share in shares if share]
    if not known:
        return ""
    said = part_words(round(known[-1].count), round(known[-1].base), language)
    return _WHEN["round_before"](language, value=said)


def _events(offered: OfferOfPlace, view: View) -> Measured:
    language = view.language
    if offered.event_count is None:
        return _WORDS.empty("events", _NO_VALUE(language), reach_words("missing", language), view)
    change = change_words(
        offered.event_count,
        offered.event_before,
        view,
        offered.events_completeness,
        offered.events_not_comparable,
    )
    return _WORDS.tile(
        "events", number(offered.event_count, language), change, view, offered.event_sources,
        unit=_UNIT["events"](language),
    )  # fmt: skip


def _vacancy(offered: OfferOfPlace, view: View) -> Measured:
    language = view.language
    rounds = [one for one in offered.rounds if one.ground_floor.unit_count]
    if not rounds:
        return _WORDS.empty("vacancy", _NO_VALUE(language), _WHEN["no_survey"](language), view)
    *earlier, last = rounds
    found = last.ground_floor
    value, unit = split_part(
        found.empty_count, found.unit_count, _UNIT["premises"](language), language
    )
    before = empty_words(earlier[-1].ground_floor, language) if earlier else None
    return _WORDS.tile(
        "vacancy", value, _WHEN["survey_before"](language, value=before) if before else "", view,
        offered.premises_sources, unit=unit,
        when=_WHEN["surveyed"](language, day=day(last.last, language)),
    )  # fmt: skip


def _evening(offered: OfferOfPlace, view: View) -> Measured:
    language = view.language
    rounds = [one for one in offered.rounds if one.every.hours_known_count]
    if not rounds:
        return _WORDS.empty("evening", _NO_VALUE(language), _WHEN["no_hours"](language), view)
    last = rounds[-1]
    value, unit = split_part(
        last.every.evening_count, last.every.hours_known_count, _UNIT["hours"](language), language
    )
    return _WORDS.tile(
        "evening", value, "", view, offered.premises_sources, unit=unit,
        when=_WHEN["surveyed"](language, day=day(last.last, language)),
    )  # fmt: skip
