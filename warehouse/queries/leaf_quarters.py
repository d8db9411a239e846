"""Protected incidents by quarter: what the statistics of a shared file rest on."""

from collections.abc import Sequence

from warehouse.connection import PublishedFiles
from warehouse.periods import Span, quarter_buckets, span_of_months
from warehouse.queries.catalogue import site_of
from warehouse.queries.leaf_tables import leaf_table
from warehouse.queries.leaves import leaf_sum
from warehouse.queries.rows import Suppressed
from warehouse.statistics.dispersion import Dispersion, settle
from warehouse.statistics.quarters import Quarter, quarter_spread
from warehouse.viewer import Viewer

Choice = tuple[str, ...]


def quarter_values(
    files: PublishedFiles, viewer: Viewer, area_id: str, categories: Choice
) -> tuple[tuple[Span, int | Suppressed | None], ...]:
    """Return every quarter from the first that any leaf is of to the last."""
    site, area = site_of(files, viewer, area_id)
    table = leaf_table(files, viewer, site.site_id if area.role == "zone" else area_id)
    if table is None or not table.months:
        return ()
    whole = span_of_months(sorted(table.months))
    return tuple(
        (span, leaf_sum(files, viewer, area_id, span, categories))
        for span in quarter_buckets(whole)
    )


def spreads(
    files: PublishedFiles,
    viewer: Viewer,
    area_id: str,
    choices: Sequence[Choice],
    periods: tuple[Span, Span],
    *,
    has_whole: bool,
) -> tuple[Dispersion, ...]:
    """Return the dispersion of each set of categories: its own, pooled with the others, assumed.

    Where the first is the sum of the others it is not pooled into them.
    """
    parts = [
        quarter_spread(
            [
                Quarter(span, value if isinstance(value, int) else None)
                for span, value in quarter_values(files, viewer, area_id, choice)
            ],
            *periods,
        )
        for choice in choices
    ]
    single = parts[1:] if has_whole else parts
    return tuple(settle(own, [part for part in single if part is not own]) for own in parts)
