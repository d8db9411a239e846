"""What Liv och utbud asks, and the page that the answers make."""

from dashboard.board import Board
from dashboard.formatting import in_period
from dashboard.pages.life.flow_panels import bands_part, staying_part, weeks_part, women_part
from dashboard.pages.life.offer_panels import events_part, premises_part
from dashboard.pages.life.tiles import band_words, per_hour_words, tiles
from dashboard.process import this_process
from dashboard.settling import today_of, viewer_of
from dashboard.state import View
from dashboard.texts import page_texts_under
from dashboard.theme import Look
from warehouse.queries.flows import flows
from warehouse.queries.life_rows import Flows
from warehouse.queries.offer import offer

PARTS = ("weeks", "bands", "women", "staying", "events", "premises")
_FINDING = page_texts_under("life", "finding")


def board_of(view: View) -> Board:
    """Ask the query layer, and say what the page shows."""
    files, viewer = this_process().files, viewer_of(view)
    question = view.question(view.area.area_id)
    passed = flows(files, viewer, question, today_of(view))
    offered = offer(files, viewer, question)
    look = Look(view.language, view.state.is_meeting)
    return Board(
        finding=_finding(passed, view),
        tiles=tiles(passed, offered, view),
        parts={
            "weeks": weeks_part(passed, view, look),
            "bands": bands_part(passed, view, look),
            "women": women_part(passed, view, look),
            "staying": staying_part(passed, view, look),
            "events": events_part(offered, view, look),
            "premises": premises_part(offered, view, look),
        },
        sources=(
            *passed.flow_sources,
            *passed.people_sources,
            *offered.event_sources,
            *offered.premises_sources,
        ),
    )


def _finding(passed: Flows, view: View) -> str:
    """Say how many pass an hour, and at which time of day most do."""
    language, now = view.language, passed.now
    period = in_period(view.period, language)
    if passed.withheld is not None:
        return _FINDING["withheld"](language, period=period)
    if now.per_hour is None:
        key = "not_by_hour" if passed.is_counted else "missing"
        return _FINDING[key](language, period=period)
    said = {"value": per_hour_words(now, language), "period": period}
    if passed.before is None or passed.before.per_hour is None:
        first = _FINDING["alone"](language, **said)
        if passed.not_comparable is not None:
            first = f"{first} {passed.not_comparable.in_language(language)}"
    else:
        before = per_hour_words(passed.before, language)
        first = _FINDING["compared"](language, **said, before=before)
    known = [band for band in passed.bands if band.now.per_hour is not None]
    if not known:
        return first
    most, least = (pick(known, key=lambda band: band.now.per_hour or 0) for pick in (max, min))
    when = _FINDING["when"](
        language,
        most=band_words(most),
        high=per_hour_words(most.now, language),
        least=band_words(least),
        low=per_hour_words(least.now, language),
    )
    return f"{first} {when}"
