"""What must be said beside one row of a comparison, and beside the place as a whole."""

import datetime as dt

import numpy as np

from config.words import Words
from warehouse.queries.comparison_rows import ComparisonQuestion
from warehouse.queries.rows import Category
from warehouse.statistics.blocks import MOST_HISTORY, YEAR_WEEKS, Windows
from warehouse.statistics.caveats import Caveat, CaveatKind, burst_caveat, history_caveat
from warehouse.statistics.comparison import Comparison
from warehouse.statistics.effect_sentences import bad_year_sentences
from warehouse.statistics.inputs import Floats
from warehouse.statistics.regression_to_mean import WORST_OF_YEARS, is_worst_year
from warehouse.statistics.sentences import caveat_sentence, spread_caveats

# How crime comes to be known (stats.md 1.1): by control, by insurance, or seldom at all.
_REPORTED = {
    "drugs": CaveatKind.FOLLOWS_CONTROLS,
    "weapons": CaveatKind.FOLLOWS_CONTROLS,
    "bicycle_theft": CaveatKind.OFTEN_REPORTED,
    "vehicle_crime": CaveatKind.OFTEN_REPORTED,
    "burglary_business": CaveatKind.OFTEN_REPORTED,
    "sensitive": CaveatKind.SELDOM_REPORTED,
}


def row_notes(
    found: Comparison, category: Category | None, series: Floats, windows: Windows
) -> tuple[Words, ...]:
    """Say how the row is reported, whether its spread is assumed, and a week that weighs much."""
    notes: list[Caveat] = []
    if category and category.category_id in _REPORTED:
        notes.append(Caveat(_REPORTED[category.category_id]))
    if found.dispersion.is_uncertain and category:
        notes += spread_caveats(found.dispersion)
    for first, end in (windows.before, windows.after):
        known = series[first:end][~np.isnan(series[first:end])]
        burst = burst_caveat(known.tolist()) if known.size else None
        notes += [burst] if burst else []
    return tuple(caveat_sentence(note) for note in notes)


def view_notes(whole: Comparison, series: Floats, windows: Windows) -> tuple[Words, ...]:
    """Say where the place's usual variation comes from."""
    known = ~np.isnan(series[: windows.after[0]])
    known[slice(*windows.before)] = False
    history = history_caveat(min(int(known.sum()), MOST_HISTORY))
    found = [*spread_caveats(whole.dispersion), *([history] if history else [])]
    return tuple(caveat_sentence(caveat) for caveat in found)


def bad_year(
    started_on: dt.date | None, question: ComparisonQuestion, series: Floats, windows: Windows
) -> tuple[Words, ...]:
    """Warn where the programme began after A, and the year that ended with A was the worst."""
    if started_on is None or not question.before.span.first < started_on < question.after.span.end:
        return ()
    end = windows.before[1]
    years = []
    for _ in range(WORST_OF_YEARS[1]):
        part = series[end - YEAR_WEEKS : end] if end >= YEAR_WEEKS else np.array([np.nan])
        if np.isnan(part).any():
            break
        years.append(float(part.sum()))
        end -= YEAR_WEEKS
    if not is_worst_year(years[::-1]):
        return ()
    return tuple(bad_year_sentences(years[0], None))
