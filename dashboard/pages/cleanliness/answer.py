"""What Rent, helt och ljust asks, and the page that the answers make."""

from dashboard.board import Board
from dashboard.formatting import in_period, number
from dashboard.pages.cleanliness.care_panels import cleaning_part, grade_part, litter_part
from dashboard.pages.cleanliness.fault_panels import backlog_part, kinds_part, levels_part
from dashboard.pages.cleanliness.tiles import count_change_words, day_words, tiles
from dashboard.process import this_process
from dashboard.settling import today_of, viewer_of
from dashboard.state import View
from dashboard.texts import page_texts_under
from dashboard.theme import Look
from warehouse.queries.care import care
from warehouse.queries.care_rows import Faults
from warehouse.queries.faults import faults

PARTS = ("backlog", "kinds", "levels", "cleaning", "grade", "litter")
_FINDING = page_texts_under("cleanliness", "finding")


def board_of(view: View) -> Board:
    """Ask the query layer, and say what the page shows."""
    files, viewer = this_process().files, viewer_of(view)
    question = view.question(view.area.area_id)
    reported = faults(files, viewer, question, today_of(view))
    kept = care(files, viewer, question)
    look = Look(view.language, view.state.is_meeting)
    return Board(
        finding=_finding(reported, view),
        tiles=tiles(reported, kept, view),
        parts={
            "backlog": backlog_part(reported, view, look),
            "kinds": kinds_part(reported, view, look),
            "levels": levels_part(reported, view, look),
            "cleaning": cleaning_part(kept, view, look),
            "grade": grade_part(kept, view, look),
            "litter": litter_part(kept, view, look),
        },
        sources=(*reported.sources, *kept.sources),
    )


def _finding(found: Faults, view: View) -> str:
    """Say how many came, how many are open, and how soon half of them are put right."""
    language, total = view.language, found.total
    period = in_period(view.period, language)
    if found.withheld is not None:
        return _FINDING["withheld"](language, period=period)
    if found.completeness == "missing" or found.open_on is None:
        return _FINDING["missing"](language, period=period)
    values = {
        "count": number(total.report_count, language),
        "period": period,
        "open": number(total.open_count or 0, language),
        "day": day_words(found.open_on, language),
    }
    if found.not_comparable is not None:
        why = found.not_comparable.in_language(language)
        said = _FINDING["stopped"](language, **values, why=why)
    else:
        change = count_change_words(found, view)
        said = _FINDING["open"](language, **values, change=_lowered(change))
    if total.median_days is None:
        return said
    days = number(total.median_days, language, 1)
    return f"{said} {_FINDING['median'](language, days=days)}"


def _lowered(words: str) -> str:
    """Begin small: inside a sentence."""
    return words[:1].lower() + words[1:]
