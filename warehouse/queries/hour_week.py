"""When in the week incidents happen: weekday by hour."""

from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.queries.catalogue import site_of
from warehouse.queries.categories import chosen_of_kind
from warehouse.queries.kpi_dictionary import site_kpis
from warehouse.queries.leaf_hours import leaf_hour_week
from warehouse.queries.leaf_tables import is_protected
from warehouse.queries.rows import HourCell, HourWeek, Question
from warehouse.queries.source_notes import reports_in
from warehouse.viewer import Viewer

WEEKDAYS, HOURS = range(1, 8), range(24)
PART_HOURS = 3


@remembered(128)
def hour_week(files: PublishedFiles, viewer: Viewer, question: Question) -> HourWeek:
    """Return all 168 hours of the week, those without incidents too."""
    site, _ = site_of(files, viewer, question.area_id)
    known = reports_in(files, viewer, question.area_id, "incident")
    if is_protected(files, viewer):
        return leaf_hour_week(files, viewer, question)
    params = {
        "area_id": question.area_id,
        "first": question.span.first,
        "end": question.span.end,
        "categories": list(chosen_of_kind(files, viewer, question.categories, "incident")),
    }
    shown = site_kpis(files, viewer, site.site_id)
    with files.open(viewer) as reading:
        counts = {(day, hour): count for day, hour, count in reading.rows("hour_week", params)}
    return HourWeek(
        cells=tuple(
            HourCell(day, hour, counts.get((day, hour), 0.0)) for day in WEEKDAYS for hour in HOURS
        ),
        timed_count=sum((n for (_, hour), n in counts.items() if hour is not None), 0.0),
        untimed_count=sum((n for (_, hour), n in counts.items() if hour is None), 0.0),
        sources=known.notes,
        completeness=known.completeness(question.span),
        peak_least=next((one.least for one in shown if one.form == "peak_hours"), None),
    )


def parts_of_day(week: HourWeek) -> tuple[HourCell, ...]:
    """Join the hours three and three; `hour` is the first of them."""
    return tuple(
        HourCell(cells[0].weekday, cells[0].hour, sum((cell.count for cell in cells), 0.0))
        for at in range(0, len(week.cells), PART_HOURS)
        for cells in (week.cells[at : at + PART_HOURS],)
    )
