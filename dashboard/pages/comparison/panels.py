"""What stands around the charts of Jämför perioder: the verdict, the caveats, heads and words."""

from collections import Counter
from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from config.texts import text
from config.words import Language
from dashboard.chosen_words import bounded, in_brackets
from dashboard.components.panel import Sample, panel_head
from dashboard.components.reference_picker import PickerWords
from dashboard.components.verdict_card import (
    VerdictWords,
    caveat_list,
    stopped_card,
    verdict_card,
)
from dashboard.components.withheld import offer_button
from dashboard.figures.ratio_intervals import most_rows
from dashboard.formatting import listing, number
from dashboard.pages.comparison.answer import (
    count_words,
    drawn_rows,
    name_of,
    periods_of,
    verdict_words,
)
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from dashboard.theme import Look
from warehouse.queries.comparison_rows import CountedRow, PeriodComparison
from warehouse.queries.rows import Suppressed, known
from warehouse.statistics.verdicts import Verdict

_POWER, _WITHHELD = page_text("comparison", "power"), text("withheld.why.never")
_CAVEATS = page_text("comparison", "caveats")
_STOPPED, _STOPPED_COUNTS = (page_text("comparison", key) for key in ("stopped", "stopped.counts"))
_SWAPPED = page_text("comparison", "swapped")
_EMPTY = page_text("comparison", "empty")
_TALLY, _TALLIES = page_text("comparison", "tally"), page_texts_under("comparison", "tally")
_KINDS = page_texts_under("comparison", "kinds")
_WEEKS, _QUARTERS = (page_texts_under("comparison", key) for key in ("weeks", "quarters"))
_CONTROLS = page_texts_under("comparison", "controls")
_CLOCK = page_texts_under("comparison", "clock")
_MAP = page_texts_under("comparison", "map")
_REFERENCE = page_text("comparison", "reference")
_REFERENCES = page_texts_under("comparison", "reference")
_ORDER = (
    Verdict.INCREASED,
    Verdict.DECREASED,
    Verdict.UNCHANGED,
    Verdict.NO_CERTAIN_CHANGE,
    Verdict.TOO_FEW,
)
_SHAPES = {
    Verdict.INCREASED: "triangle-up",
    Verdict.DECREASED: "triangle-down",
    Verdict.UNCHANGED: "square",
    Verdict.NO_CERTAIN_CHANGE: "ring",
    Verdict.TOO_FEW: "cross",
}
Head = list[Component]


def verdict_part(view: View, found: PeriodComparison, language: Language) -> Component:
    """Say the whole finding, or why there is none."""
    whole = found.whole
    if whole is None:
        counts = found.counts[0] if found.counts else None
        values = {
            "before": count_words(counts.before if counts else None, language),
            "after": count_words(counts.after if counts else None, language),
        }
        reasons = [reason.in_language(language) for reason in found.stops]
        card = stopped_card(_STOPPED(language), reasons, _STOPPED_COUNTS(language, **values))
        return html.Div([card, *_offers(view, counts)])
    tally = _tally(found, language)
    words = VerdictWords(
        power_title=_POWER(language),
        power=whole.power.in_language(language),
        short=verdict_words(whole.found, language),
        after=(tally,) if tally else (),
    )
    return verdict_card(whole.statement, whole.found.verdict, words, language)


def _offers(view: View, counts: CountedRow | None) -> list[Component]:
    value = counts.after if counts else None
    return offer_button(value, view) if isinstance(value, Suppressed) else []


def caveat_part(found: PeriodComparison, language: Language) -> list[Component]:
    """List every difference between the periods; the bad year comes first."""
    said = [*found.bad_year, *(found.whole.notes if found.whole else ()), *found.caveats]
    sentences = [words.in_language(language) for words in said]
    if found.is_swapped:
        sentences.insert(0, _SWAPPED(language))
    return caveat_list(_CAVEATS(language), sentences, found.footer.in_language(language))


def kinds_head(view: View, found: PeriodComparison) -> Head:
    """Name what has changed; where nothing has, say that it may still have."""
    language = view.language
    if not found.rows:
        return panel_head(_KINDS["not_compared"](language), stopped_words(found, language))
    claims = [row for row in found.rows if row.found.verdict.is_change]
    named = [
        _KINDS["named"](
            language,
            name=name_of(found, row.category, language),
            verdict=verdict_words(row.found, language).lower(),
        )
        for row in claims
    ]
    title = _KINDS["title.none"](language)
    drawn = drawn_rows(found)
    seen = {row.found.verdict for row in drawn}
    samples = [
        Sample(_SHAPES[verdict], _KINDS[f"sign.{verdict}"](language))
        for verdict in _ORDER
        if verdict in seen
    ]
    rest = len(drawn) - most_rows(Look(language, view.state.is_meeting))
    more = [_KINDS["rest"](language, count=rest)] if rest > 0 else []
    few = len(found.rows) - len(drawn)
    more += [_KINDS["few"](language, count=few)] if few else []
    summary = " ".join([_KINDS["summary"](language), *more])
    return panel_head("; ".join(named) or title, summary, samples)


def weeks_head(view: View, found: PeriodComparison) -> Head:
    """Say how much the place swings from week to week."""
    language = view.language
    words = _QUARTERS if found.bucket == "quarter" else _WEEKS
    shown = [count for week in found.series if (count := known(week.count)) is not None]
    before, after = periods_of(found, language)
    summary = _WEEKS["summary"](language, before=before, after=after)
    if not shown:
        why = "" if found.series else _WITHHELD(language)
        return panel_head(words["title.none"](language), why)
    low, high = (number(pick(shown), language) for pick in (min, max))
    title = words["title"](language, low=low, high=high, chosen=in_brackets(view))
    return panel_head(title, summary)


def controls_head(view: View, found: PeriodComparison) -> Head:
    """Say how the place did against its controls, in incidents too, and round the corner."""
    language, controls = view.language, found.controls
    if controls is None:
        return panel_head(_CONTROLS["title.none"](language), _CONTROLS["none"](language))
    verdict = controls_verdict(controls.change.verdict, language)
    said = [*controls.notes]
    if controls.displacement:
        said.insert(0, controls.displacement)
    paragraphs = [words.in_language(language) for words in said]
    if controls.ring_statement:
        text = controls.ring_statement.whole.in_language(language)
        paragraphs.insert(0, _CONTROLS["beside"](language, words=text))
    if controls.difference:
        text = controls.difference.verdict.in_language(language)
        paragraphs.insert(0, _CONTROLS["difference"](language, words=text))
    return [
        *panel_head(
            bounded(_CONTROLS["title"](language, verdict=verdict[:1].lower() + verdict[1:]), view),
            controls.statement.whole.in_language(language),
        ),
        *[html.P(text, className="panel__summary") for text in paragraphs],
    ]


def clock_head(view: View, found: PeriodComparison) -> Head:
    """Say in how many cells of the week the spread differs, or why there is no chart."""
    language, clock = view.language, found.clock
    if clock is None and view.catalogue.leaves:
        return panel_head(_CLOCK["about"](language), _WITHHELD(language))
    if clock is None or clock.sentence is not None:
        words = clock.sentence.in_language(language) if clock and clock.sentence else ""
        return panel_head(_CLOCK["about"](language), words)
    count, total = sum(cell.pull != "none" for cell in clock.cells), len(clock.cells)
    title = _CLOCK["title" if count else "title.alike"](
        language, count=count, total=total, chosen=in_brackets(view)
    )
    counts = {
        "before": count_words(round(clock.before), language),
        "after": count_words(round(clock.after), language),
    }
    notes = [note.in_language(language) for note in clock.notes]
    return panel_head(title, " ".join([_CLOCK["summary"](language, **counts), *notes]))


def map_head(view: View, found: PeriodComparison) -> Head:
    """Say in how many parts of the place the distribution differs."""
    language, shown = view.language, found.map
    title = shown.sentence.in_language(language) if shown else _MAP["about"](language)
    summary = _MAP["summary"](language, side=shown.side_m) if shown else ""
    return panel_head(bounded(title, view), summary)


HEADS: dict[str, Callable[[View, PeriodComparison], Head]] = {
    "kinds": kinds_head,
    "weeks": weeks_head,
    "controls": controls_head,
    "clock": clock_head,
    "map": map_head,
}


def controls_verdict(verdict: Verdict, language: Language) -> str:
    """Say in a few words how the place did against its controls."""
    return _CONTROLS[f"verdict.{verdict}"](language)


def picker_words(language: Language) -> PickerWords:
    """Return the words of the list and the dates of the reference period."""
    choices = ("previous", "calendar_year", "start", "free")
    return PickerWords(
        label=_REFERENCE(language),
        first=_REFERENCES["first"](language),
        last=_REFERENCES["last"](language),
        choices={name: _REFERENCES[name](language) for name in choices},
    )


def stopped_words(found: PeriodComparison, language: Language) -> str:
    """Say why there is no comparison."""
    if found.stops:
        return " ".join(reason.in_language(language) for reason in found.stops)
    return _EMPTY(language)


def unsaid(found: PeriodComparison) -> frozenset[str]:
    """Name the panels that have nothing to show, where the verdict says why already."""
    if not found.stops:
        return frozenset() if found.map else frozenset({"map"})
    counts = [value for row in found.counts for value in (row.before, row.after)]
    nothing = {
        "kinds": all(value is None for value in counts),
        "weeks": all(week.count is None for week in found.series),
        "controls": found.controls is None,
        "clock": found.clock is None or found.clock.sentence is not None,
        "map": found.map is None,
    }
    return frozenset(name for name, is_empty in nothing.items() if is_empty)


def _tally(found: PeriodComparison, language: Language) -> str:
    single = [row for row in found.rows if row.category is not None]
    if len(single) <= 1:
        return ""
    counted = Counter(row.found.verdict for row in single)
    parts = [
        _TALLIES[str(verdict)](language, count=counted[verdict])
        for verdict in _ORDER
        if counted[verdict]
    ]
    return _TALLY(language, count=len(single), parts=listing(parts, language))
