"""The tiles of Rent, helt och ljust, with their bases."""

import datetime as dt

from config.texts import Phrase, text
from config.words import Language
from dashboard.components.measure_tile import Measured
from dashboard.formatting import day, number
from dashboard.measured_words import (
    TileWords,
    before_words,
    change_words,
    part_words,
    reach_words,
    split_part,
)
from dashboard.pages.cleanliness.service_words import agreed_words, graffiti_level, level_time
from dashboard.state import View
from dashboard.texts import page_texts_under
from warehouse.queries.care_rows import Care, FaultKind, Faults
from warehouse.queries.faults import LEAST_CASES
from warehouse.queries.rows import Completeness
from warehouse.statistics.numerals import in_both

_NAME = page_texts_under("cleanliness", "name")
_UNIT = page_texts_under("cleanliness", "unit")
_ABOUT = page_texts_under("cleanliness", "about")
_WORDS = TileWords(_NAME, _ABOUT)
_WHEN = page_texts_under("cleanliness", "when")
_MISSING, _WITHHELD = text("figure.no_value"), text("withheld.short")
_NOT_FOR_YOU = text("withheld.why.never")
_AT, _FEW_BEFORE = text("figure.at"), text("figure.too_few.short")
_TOO_FEW, _MOST_WAIT = _UNIT["too_few"], _UNIT["most_wait"]


def tiles(found: Faults, kept: Care, view: View) -> tuple[Measured, ...]:
    """Return the tiles, the most important first: a meeting shows six."""
    return (*_fault_tiles(found, view), _visits(kept, view), _litter(kept, view),
            _grade(kept, view))  # fmt: skip


def day_words(at: dt.date, language: Language) -> str:
    """Write a day."""
    return day(at, language)


def median_words(kind: FaultKind, language: Language) -> str:
    """Say the median wait, or why there is none."""
    if kind.median_days is not None:
        unit = _UNIT["days"](language)
        return f"{number(kind.median_days, language, 1)} {unit}"
    return (_TOO_FEW if kind.case_count < LEAST_CASES else _MOST_WAIT)(language)


def level_words(kind: FaultKind, language: Language) -> str:
    """Say how many were put right in time, of those whose time was up."""
    if not kind.due_count:
        return _UNIT["none_due"](language)
    return part_words(kind.met_count, kind.due_count, language)


def _fault_tiles(found: Faults, view: View) -> tuple[Measured, ...]:
    language, total, words = view.language, found.total, _fault_words(found)
    names = ("faults", "open", "median", "level", "graffiti")
    if found.withheld is not None:
        return tuple(
            words.empty(name, _WITHHELD(language), _NOT_FOR_YOU(language), view) for name in names
        )
    if found.completeness == "missing" or found.open_on is None:
        why = reach_words("missing", language)
        return tuple(words.empty(name, _MISSING(language), why, view) for name in names)
    parts = {
        "faults": _counted("reports", total.report_count, language),
        "open": _counted("open", total.open_count or 0, language),
        "median": _median_parts(total, language),
        "level": _level_parts(total, language),
        "graffiti": _level_parts(found.graffiti, language),
    }
    changes = _fault_changes(found, view)
    more = {
        "faults": {"remark": reach_words(found.completeness, language)},
        "open": {"when": _AT(language, day=day(found.open_on, language))},
    }
    return tuple(
        words.tile(
            name, value, changes.get(name, ""), view, found.sources, unit=unit, **more.get(name, {})
        )
        for name, (value, unit) in parts.items()
    )


def _counted(unit: str, count: float, language: Language) -> tuple[str, str]:
    said = number(count, language)
    return said, _UNIT[unit](language, count=said)


def _fault_words(found: Faults) -> TileWords:
    """Return the words of the tiles with the service levels that the instance has agreed."""
    level = graffiti_level(found)

    def filled(phrase: Phrase) -> Phrase:
        said = in_both(
            lambda language: phrase(
                language, time=level_time(level, language), agreed=agreed_words(found, language)
            )
        )
        return Phrase(phrase.key, said)

    names = {**_NAME, "graffiti": filled(_NAME["graffiti"])}
    return TileWords(names, _ABOUT | {name: filled(_ABOUT[name]) for name in ("level", "graffiti")})


def _fault_changes(found: Faults, view: View) -> dict[str, str]:
    language, before, why = view.language, found.before, found.not_comparable
    reach = lesser_reach(found)
    level = level_words(before, language) if before else None
    return {
        "faults": count_change_words(found, view),
        "open": change_words(
            found.total.open_count, found.open_before, view, stopped=why,
            against=found.open_before_on,
        ),
        "median": before_words(_median_before(before, language), view, why, reach),
        "level": before_words(level, view, why, reach),
    }  # fmt: skip


def count_change_words(found: Faults, view: View) -> str:
    """Say how the number of reports differs from that before."""
    before = found.before.report_count if found.before else None
    return change_words(
        found.total.report_count, before, view, lesser_reach(found), found.not_comparable
    )


def lesser_reach(found: Faults) -> Completeness:
    """Say whether the period, or what it is compared with, lacks days."""
    return "partial" if "partial" in (found.completeness, found.before_reach) else "complete"


def _median_before(kind: FaultKind | None, language: Language) -> str | None:
    if kind is None:
        return None
    if kind.median_days is None and kind.case_count < LEAST_CASES:
        return _FEW_BEFORE(language)
    return median_words(kind, language)


def _median_parts(kind: FaultKind, language: Language) -> tuple[str, str]:
    count = number(kind.case_count, language)
    if kind.median_days is None:
        return median_words(kind, language), _UNIT["cases"](language, count=count)
    days = number(kind.median_days, language, 1)
    return days, _UNIT["days.cases"](language, count=count)


def _level_parts(kind: FaultKind | None, language: Language) -> tuple[str, str]:
    if kind is None or not kind.due_count:
        return _UNIT["none_due"](language), ""
    return split_part(kind.met_count, kind.due_count, _UNIT["due"](language), language)


def _visits(kept: Care, view: View) -> Measured:
    if kept.visit_count is None:
        return _WORDS.empty(
            "visits", _MISSING(view.language), reach_words("missing", view.language), view
        )
    said = number(kept.visit_count, view.language)
    change = change_words(
        kept.visit_count, kept.visits_before, view, kept.visits_completeness,
        kept.visits_not_comparable,
    )  # fmt: skip
    unit = _UNIT["visits"](view.language, count=said)
    return _WORDS.tile(
        "visits", said, change, view, kept.sources[:1], unit=unit,
        remark=reach_words(kept.visits_completeness, view.language),
    )  # fmt: skip


def _litter(kept: Care, view: View) -> Measured:
    language = view.language
    if not kept.litter:
        return _WORDS.empty("litter", _MISSING(language), _WHEN["never"](language), view)
    *earlier, last = kept.litter
    same = [one for one in earlier if one.method_code == last.method_code]
    change = ""
    if same:
        change = _WHEN["before"](
            language,
            value=number(same[-1].items_per_10_m2, language, 1),
            day=day(same[-1].last, language),
        )
    return _WORDS.tile(
        "litter", number(last.items_per_10_m2, language, 1), change, view, kept.sources[-1:],
        unit=_UNIT["litter"](language, area=number(last.area_m2, language)),
        when=_WHEN["measured"](language, day=day(last.last, language)),
    )  # fmt: skip


def _grade(kept: Care, view: View) -> Measured:
    language, grade, before = view.language, kept.grade, kept.grade_before
    if grade.value is None:
        return _WORDS.empty("grade", _MISSING(language), _WHEN["ungraded"](language), view)
    was = number(before.value, language, 1) if before and before.value is not None else None
    change = before_words(was, view, kept.grades_not_comparable)
    return _WORDS.tile(
        "grade", number(grade.value, language, 1), change, view, kept.grade_sources,
        unit=_UNIT["grade"](language, count=number(grade.count, language)),
    )  # fmt: skip
