"""What Jämför perioder asks, and how its rows and periods are called."""

from config.texts import text
from config.words import Language
from dashboard.formatting import number, period_name
from dashboard.process import this_process
from dashboard.settling import today_of, viewer_of
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from warehouse.queries.comparison_rows import (
    ComparedRow,
    ComparisonQuestion,
    PeriodComparison,
)
from warehouse.queries.period_comparison import period_comparison
from warehouse.queries.rows import Category, Suppressed, Value
from warehouse.statistics.comparison import Comparison
from warehouse.statistics.verdicts import Verdict

_VERDICT = page_texts_under("comparison", "verdict")
_ALL, _CHOSEN = page_text("comparison", "all"), page_text("comparison", "all.chosen")
_UNKNOWN, _WITHHELD = text("figure.no_value"), text("withheld.short")


def ask(view: View) -> PeriodComparison:
    """Ask the query layer all that the page shows."""
    question = ComparisonQuestion(
        view.area.area_id, view.reference, view.period, view.state.categories
    )
    files = this_process().files
    return period_comparison(files, viewer_of(view), question, today_of(view))


def name_of(found: PeriodComparison, category: Category | None, language: Language) -> str:
    """Name one row of the view; the one without a category is all that the view is bounded to."""
    if category:
        return category.name.in_language(language)
    return (_CHOSEN if found.question.categories else _ALL)(language)


def drawn_rows(found: PeriodComparison) -> tuple[ComparedRow, ...]:
    """Return the rows of the picture: a kind with too few to say has nothing to show there."""
    return tuple(
        row for row in found.rows if not row.category or row.found.verdict is not Verdict.TOO_FEW
    )


def verdict_words(found: Comparison, language: Language) -> str:
    """Say a verdict in a few words that cannot be misheard; the sentence says the rest."""
    is_lone = found.is_lone_claim and found.verdict is Verdict.NO_CERTAIN_CHANGE
    return _VERDICT["lone" if is_lone else str(found.verdict)](language)


def periods_of(found: PeriodComparison, language: Language) -> tuple[str, str]:
    """Name A and B, as they stand inside a sentence."""
    before, after = (
        period_name(period, language) for period in (found.question.before, found.question.after)
    )
    return before, after


def place_of(found: PeriodComparison, language: Language) -> str:
    """Name the place, and the area of it where one is chosen."""
    names = [found.site.name.in_language(language)]
    names += [found.area.name.in_language(language)] if found.area.role != "site" else []
    return ", ".join(names)


def count_words(value: Value, language: Language) -> str:
    """Write a count, with a decimal only where it has parts; no report is not zero."""
    if isinstance(value, Suppressed):
        return _WITHHELD(language)
    if value is None:
        return _UNKNOWN(language)
    return number(value, language, 0 if float(value).is_integer() else 1)
