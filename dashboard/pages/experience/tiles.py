"""The tiles of Trygghet och upplevelse, with their number of answers."""

from config.texts import text
from config.words import Language
from dashboard.components.measure_tile import Measured
from dashboard.formatting import day, number, percent, signed
from dashboard.measured_words import TileWords, part_words, split_part
from dashboard.state import View
from dashboard.texts import page_texts_under
from warehouse.queries.experience_rows import Experience, Item
from warehouse.statistics.shares import Share, share_interval
from warehouse.statistics.surveys import IndexEstimate

_NAME = page_texts_under("experience", "name")
_UNIT = page_texts_under("experience", "unit")
_ABOUT = page_texts_under("experience", "about")
_WORDS = TileWords(_NAME, _ABOUT, is_of_period=False)
_WHEN = page_texts_under("experience", "when")
_NO_INDEX = page_texts_under("experience", "no_index")
_NO_VALUE, _WITHHELD = text("figure.no_value"), text("withheld.short")
_NOT_FOR_YOU = text("withheld.why.never")
_QUESTIONS = ("safe_day", "safe_evening")


def tiles(found: Experience, view: View) -> tuple[Measured, ...]:
    """Return the tiles."""
    language = view.language
    if found.survey_withheld is not None:
        names = ("index", *_QUESTIONS, "gap")
        why = _NOT_FOR_YOU(language)
        surveyed = tuple(_WORDS.empty(name, _WITHHELD(language), why, view) for name in names)
    elif found.items_on is None:
        names = ("index", *_QUESTIONS, "gap")
        why = _WHEN["no_survey"](language)
        surveyed = tuple(_WORDS.empty(name, _NO_VALUE(language), why, view) for name in names)
    else:
        asked = tuple(_question(name, found, view) for name in _QUESTIONS)
        surveyed = (_index(found, view), *asked, _gap(found, view))
    return (*surveyed, _score(found, view), _grave(found, view))


def no_index_words(found: Experience, language: Language) -> str:
    """Say why there is no index, where there is a survey; else that there is none."""
    if found.no_index is None:
        return _WHEN["no_survey"](language)
    return _NO_INDEX[found.no_index.reason](language, day=day(found.no_index.last, language))


def index_words(estimate: IndexEstimate | None, language: Language) -> str:
    """Say an index with interval and answers, or that there are too few."""
    if estimate is None:
        return _UNIT["too_few"](language)
    low, high = estimate.interval.low, estimate.interval.high or 0.0
    return _UNIT["index.row"](
        language,
        value=number(estimate.value, language),
        low=number(low, language),
        high=number(high, language),
        count=number(estimate.answer_count, language),
    )


def share_words(share: Share | None, language: Language) -> str:
    """Say a share of answers, or that there are too few."""
    if share is None:
        return _UNIT["too_few"](language)
    return part_words(round(share.count), round(share.base), language)


def _index(found: Experience, view: View) -> Measured:
    language = view.language
    if not found.rounds:
        return _WORDS.empty("index", _NO_VALUE(language), no_index_words(found, language), view)
    last = found.rounds[-1]
    when = _WHEN["asked"](language, day=day(last.last, language))
    estimate = last.estimate
    if estimate is None:
        return _WORDS.empty("index", _UNIT["too_few"](language), when, view)
    low, high = estimate.interval.low, estimate.interval.high or 0.0
    unit = _UNIT["index"](language, low=number(low, language), high=number(high, language),
                          count=number(estimate.answer_count, language))  # fmt: skip
    earlier = [one for one in found.rounds[:-1] if one.source_id == last.source_id and one.estimate]
    change = ""
    if earlier and earlier[-1].estimate:
        value = number(earlier[-1].estimate.value, language)
        change = _WHEN["round_before"](language, value=value)
    return _WORDS.tile(
        "index",
        number(estimate.value, language),
        change,
        view,
        found.survey_sources,
        unit=unit,
        when=when,
    )


def _question(name: str, found: Experience, view: View) -> Measured:
    language, when = view.language, _asked(found, view)
    item = next((one for one in found.items if one.question_code == name), None)
    if item is None:
        return _WORDS.empty(name, _NO_VALUE(language), _WHEN["no_question"](language), view)
    if item.now is None:
        return _WORDS.empty(name, _UNIT["too_few"](language), when, view)
    count, base = round(item.now.count), round(item.now.base)
    value, unit = split_part(count, base, _UNIT["answers"](language), language)
    interval = share_interval(item.now)
    between = _UNIT["between"](
        language,
        low=percent(interval.low, language),
        high=percent(1.0 if interval.high is None else interval.high, language),
    )
    return _WORDS.tile(name, value, _before(item, language), view, found.survey_sources, unit=unit,
                 when=f"{when}, {between}")  # fmt: skip


def _before(item: Item, language: Language) -> str:
    if item.before is None:
        return ""
    return _WHEN["round_before"](language, value=share_words(item.before, language))


def _gap(found: Experience, view: View) -> Measured:
    language, gap = view.language, found.gap
    if gap is None:
        return _WORDS.empty("gap", _NO_VALUE(language), _WHEN["no_question"](language), view)
    if gap.value is None or gap.low is None or gap.high is None:
        return _WORDS.empty("gap", _UNIT["gap.too_few"](language), _WHEN["gap"](language), view)
    unit = _UNIT["gap"](
        language, low=signed(gap.low, language), high=signed(gap.high, language),
        count=number(gap.count or 0, language),
    )  # fmt: skip
    return _WORDS.tile(
        "gap",
        signed(gap.value, language),
        "",
        view,
        found.survey_sources,
        unit=unit,
        when=_asked(found, view),
    )


def _score(found: Experience, view: View) -> Measured:
    language = view.language
    if not found.inspections or found.inspections[-1].score is None:
        return _WORDS.empty("score", _NO_VALUE(language), _WHEN["no_inspection"](language), view)
    *earlier, last = found.inspections
    change = ""
    if earlier and earlier[-1].score is not None:
        change = _WHEN["inspection_before"](language, value=number(earlier[-1].score, language))
    unit = _UNIT["score"](language, count=number(last.rated_count, language))
    return _WORDS.tile("score", number(last.score or 0, language), change, view,
                 found.inspection_sources, unit=unit,
                 when=_WHEN["inspected"](language, day=day(last.last, language)))  # fmt: skip


def _grave(found: Experience, view: View) -> Measured:
    language = view.language
    if not found.inspections:
        return _WORDS.empty("grave", _NO_VALUE(language), _WHEN["no_inspection"](language), view)
    *earlier, last = found.inspections
    change = ""
    if earlier:
        value = number(earlier[-1].grave_count, language)
        change = _WHEN["inspection_before"](language, value=value)
    unit = _UNIT["grave"](language, count=number(last.rated_count, language))
    return _WORDS.tile("grave", number(last.grave_count, language), change, view,
                 found.inspection_sources, unit=unit,
                 when=_WHEN["inspected"](language, day=day(last.last, language)))  # fmt: skip


def _asked(found: Experience, view: View) -> str:
    asked = found.items_on
    return _WHEN["asked"](view.language, day=day(asked, view.language)) if asked else ""
