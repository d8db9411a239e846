"""Incidents by category, in a span and in what it is compared with."""

from dataclasses import replace

from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.queries.breaks import not_comparable
from warehouse.queries.catalogue import site_of
from warehouse.queries.categories import categories
from warehouse.queries.kpi_dictionary import KpiEntry, kpi_entries
from warehouse.queries.leaf_counts import leaf_category_counts
from warehouse.queries.leaf_tables import is_protected
from warehouse.queries.rows import Category, CategoryCount, Question, known
from warehouse.queries.source_notes import reports_in
from warehouse.viewer import Viewer


@remembered(128)
def category_counts(
    files: PublishedFiles, viewer: Viewer, question: Question
) -> tuple[CategoryCount, ...]:
    """Return every incident category with a count in either span, largest first, then by name.

    The question's own categories are ignored: this is where they are chosen. Nothing is
    returned for a span that has not been reported at all. The counts are those of the first
    KPI that counts incidents by category, so that they sum to what its tile shows. Of
    protected sources a row is what leaves tell apart: often a group, or several together.
    """
    site_of(files, viewer, question.area_id)
    reported = reports_in(files, viewer, question.area_id, "incident")
    other = question.comparison
    entry = counting_incidents(kpi_entries(files, viewer))
    if entry is None or reported.completeness(question.span) == "missing":
        return ()
    if other and not_comparable(
        files, viewer, question.area_id, "incident", (other, question.span)
    ):
        other = None
    if is_protected(files, viewer):
        return leaf_category_counts(files, viewer, replace(question, comparison=other))
    compared = other if other and reported.is_whole(other) else None
    params = {
        "area_id": question.area_id,
        "kpi_id": entry.kpi_id,
        "first": question.span.first,
        "end": question.span.end,
        "other_first": compared.first if compared else None,
        "other_end": compared.end if compared else None,
    }
    named = categories(files, viewer)
    with files.open(viewer) as reading:
        counts = [
            CategoryCount(named[category_id], count, before if compared else None)
            for category_id, count, before in reading.rows("category_counts", params)
        ]
    return tuple(sorted(counts, key=lambda row: (-row.count, row.category.name.sv)))


def largest_and_rest(
    counts: tuple[CategoryCount, ...], most: int, rest_name: Words
) -> tuple[CategoryCount, ...]:
    """Return the `most` largest, and the rest summed under one name; one alone keeps its own."""
    shown, rest = counts[:most], counts[most:]
    if len(rest) <= 1:
        return counts
    before = [count for row in rest if (count := known(row.comparison_count)) is not None]
    summed = CategoryCount(
        Category("", "incident", "", rest_name),
        sum(row.count for row in rest),
        sum(before) if before else None,
    )
    return (*shown, summed)


def counting_incidents(entries: tuple[KpiEntry, ...]) -> KpiEntry | None:
    """Return the first KPI that counts incidents by category, if the version has one."""
    # Not the hours: there an incident with a long span is spread over days, and sums differ.
    for entry in entries:
        if entry.kind == "incident" and entry.by_category and entry.base_name is None:
            return entry
    return None
