"""What can be asked for in one published version: places, categories, KPIs and days."""

import datetime as dt
from collections import defaultdict
from typing import Any

from config.words import Words
from warehouse.connection import PublishedFiles, Reading
from warehouse.errors import UnknownChoiceError
from warehouse.memo import remembered
from warehouse.queries.categories import categories_with_rows
from warehouse.queries.rows import Area, Catalogue, Site
from warehouse.viewer import Viewer


@remembered(4)
def catalogue(files: PublishedFiles, viewer: Viewer) -> Catalogue:
    """Return what the version holds, in the order it is listed."""
    with files.open(viewer) as reading:
        row = reading.rows("version")[0]
        version, built_at, name_sv, name_en, language, time_zone, example, first, last = row
        return Catalogue(
            version=version,
            built_at=built_at.replace(tzinfo=dt.UTC),
            name=Words(sv=name_sv, en=name_en),
            is_example=example,
            language=language,
            time_zone=time_zone,
            sites=_sites(reading),
            categories=categories_with_rows(files, viewer),
            kpi_ids=tuple(row[0] for row in reading.rows("kpi_dictionary")),
            data_from=first,
            data_to=last,
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


def _sites(reading: Reading) -> tuple[Site, ...]:
    areas: dict[str, list[Area]] = defaultdict(list)
    for row in reading.rows("areas"):
        area = _area(row)
        areas[area.site_id].append(area)
    return tuple(
        Site(site_id, Words(sv=name_sv, en=name_en), kind, started_on, tuple(areas[site_id]))
        for site_id, name_sv, name_en, kind, started_on in reading.rows("sites")
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
