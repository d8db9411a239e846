"""What can be asked for in one published version: places, categories, KPIs and days."""

import datetime as dt
from collections import defaultdict
from typing import Any

from config.words import Words
from warehouse.connection import PublishedFiles, Reading
from warehouse.errors import UnknownChoiceError
from warehouse.memo import remembered
from warehouse.periods import MONTH_GRAINS, Grain, Span, last_complete_period, months_in
from warehouse.privacy.answers import Answered, Asked, answer
from warehouse.privacy.audiences import LEVELS
from warehouse.queries.categories import categories_with_rows, groups
from warehouse.queries.leaf_tables import closed_quarters, is_protected, leaf_table
from warehouse.queries.rows import Area, Catalogue, Leaves, Site
from warehouse.viewer import Viewer


@remembered(4)
def catalogue(files: PublishedFiles, viewer: Viewer) -> Catalogue:
    """Return what the version holds, in the order it is listed."""
    with files.open(viewer) as reading:
        row = reading.rows("version")[0]
        sites = _sites(reading)
        version, built_at, name_sv, name_en, language, time_zone, example, first, last = row
        return Catalogue(
            version=version,
            built_at=built_at.replace(tzinfo=dt.UTC),
            name=Words(sv=name_sv, en=name_en),
            is_example=example,
            language=language,
            time_zone=time_zone,
            sites=sites,
            categories=categories_with_rows(files, viewer),
            kpi_ids=tuple(row[0] for row in reading.rows("kpi_dictionary")),
            data_from=first,
            data_to=last,
            leaves=_leaves(files, viewer, sites),
        )


def site_of(files: PublishedFiles, viewer: Viewer, area_id: str) -> tuple[Site, Area]:
    """Return an area and the place it belongs to.

    Raises:
        UnknownChoiceError: the viewer's file has no such area.
    """
    for site in catalogue(files, viewer).sites:
        for area in site.areas:
            if area.area_id == area_id:
                return site, area
    raise UnknownChoiceError(
        Words(sv=f"Området {area_id[:60]!r} finns inte.",
              en=f"The area {area_id[:60]!r} does not exist."),
        Words(sv="Välj en plats i listan.", en="Choose a place in the list."),
    )  # fmt: skip


_BY_QUARTER: tuple[Grain, ...] = ("quarter", "half_year", "year")


def _leaves(files: PublishedFiles, viewer: Viewer, sites: tuple[Site, ...]) -> Leaves | None:
    """Say what can be asked of the leaves; None where there are rows, or nothing at all yet."""
    if viewer.profile == "internal" or not is_protected(files, viewer):
        return None
    quarters = closed_quarters(files, viewer)
    if not quarters:
        return None
    levels = LEVELS[viewer.profile]
    closed = Span(quarters[0].first, quarters[-1].end)
    # Months are offered where some leaf may be of one, but they are only shown first where a
    # whole place is answered by month: else the first thing seen is a number that is not shown.
    month = last_complete_period("month", closed.last).span
    asked = Asked(frozenset(months_in(month)))
    tables = [leaf_table(files, viewer, site.site_id) for site in sites]
    by_month = any(table and isinstance(answer(table, asked), Answered) for table in tables)
    return Leaves(
        closed=closed,
        grain="month" if by_month else "quarter",
        grains=MONTH_GRAINS if "month" in levels else _BY_QUARTER,
        by_group="category" not in levels,
        groups=groups(files, viewer),
    )


def _sites(reading: Reading) -> tuple[Site, ...]:
    areas: dict[str, list[Area]] = defaultdict(list)
    for row in reading.rows("areas"):
        area = _area(row)
        areas[area.site_id].append(area)
    return tuple(
        Site(site_id, Words(sv=sv, en=en), kind, started_on, tuple(areas[site_id]), *reach)
        for site_id, sv, en, kind, started_on, *reach in reading.rows("sites")
    )


def _area(row: tuple[Any, ...]) -> Area:
    area_id, site_id, role, name_sv, name_en, outline, west, south, east, north, km2 = row
    return Area(
        area_id=area_id,
        site_id=site_id,
        role=role,
        name=Words(sv=name_sv, en=name_en),
        outline=outline,
        bounds=(west, south, east, north),
        area_km2=km2,
    )
