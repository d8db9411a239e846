"""The KPI dictionary as one published version knows it."""

from dataclasses import dataclass

from config.words import Words, form_of
from warehouse.connection import PublishedFiles
from warehouse.errors import UnknownChoiceError
from warehouse.memo import remembered
from warehouse.viewer import Viewer

_MANY = 2


@dataclass(frozen=True)
class KpiEntry:
    """One KPI; `base_name` says what a share or mean is of, and is None for a count."""

    kpi_id: str
    name: Words
    definition: Words
    caution: Words | None
    unit: Words
    """Of many; `unit_one` is that of the number 1."""
    unit_one: Words
    base_name: Words | None
    better: str
    kind: str
    by_category: bool
    decimals: int
    form: str = "sum"
    least: int = 0
    pages: tuple[str, ...] = ()
    tolerance: float | None = None
    categories: tuple[str, ...] = ()
    """The categories it counts; none: all of its kind."""
    counts_incidents: bool = False
    """True where it is the number of incidents of its categories: a sum that leaves may tell."""

    @property
    def is_share(self) -> bool:
        """Say whether the value is a part of a whole, 0 to 1."""
        return self.base_name is not None and self.unit.sv == "%"


@remembered(4)
def kpi_entries(files: PublishedFiles, viewer: Viewer) -> tuple[KpiEntry, ...]:
    """Return every KPI of the version in the order it is shown."""
    with files.open(viewer) as reading:
        return tuple(
            KpiEntry(
                kpi_id=row[0],
                name=Words(sv=row[1], en=row[2]),
                definition=Words(sv=row[3], en=row[4]),
                caution=_words(row[5], row[6]),
                unit=_unit(row[7], row[8], _MANY),
                unit_one=_unit(row[7], row[8], 1),
                base_name=_words(row[9], row[10]),
                better=row[11],
                kind=row[12],
                by_category=row[13],
                decimals=row[14],
                form=row[15],
                least=row[16],
                pages=_listed(row[17]),
                tolerance=row[18],
                categories=_listed(row[19]),
                counts_incidents=row[20],
            )
            for row in reading.rows("kpi_dictionary")
        )


def kpi_entry(files: PublishedFiles, viewer: Viewer, kpi_id: str) -> KpiEntry:
    """Return one KPI.

    Raises:
        UnknownChoiceError: the version has no such KPI.
    """
    for entry in kpi_entries(files, viewer):
        if entry.kpi_id == kpi_id:
            return entry
    raise UnknownChoiceError(
        Words(sv=f"Nyckeltalet {kpi_id[:60]!r} finns inte.",
              en=f"The KPI {kpi_id[:60]!r} does not exist."),
        Words(sv="Välj ett nyckeltal i listan.", en="Choose a KPI in the list."),
    )  # fmt: skip


@remembered(16)
def site_kpis(files: PublishedFiles, viewer: Viewer, site_id: str) -> tuple[KpiEntry, ...]:
    """Return the KPIs of a place in the order they are shown: all but those it switched off."""
    with files.open(viewer) as reading:
        off = {row[0] for row in reading.rows("kpi_sites", {"site_id": site_id}) if row[2]}
    return tuple(entry for entry in kpi_entries(files, viewer) if entry.kpi_id not in off)


@remembered(16)
def page_kpis(
    files: PublishedFiles, viewer: Viewer, site_id: str, page: str
) -> tuple[KpiEntry, ...]:
    """Return the KPIs that a page may show by itself: the first, and those of it that are fed."""
    with files.open(viewer) as reading:
        fed = {row[0] for row in reading.rows("kpi_sites", {"site_id": site_id}) if row[1]}
    first, *others = site_kpis(files, viewer, site_id) or (None,)
    chosen = [entry for entry in others if page in entry.pages and entry.kpi_id in fed]
    return (first, *chosen) if first else ()


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def _unit(sv: str, en: str, count: int) -> Words:
    return Words(sv=form_of(sv, count), en=form_of(en, count))


def _words(sv: str | None, en: str | None) -> Words | None:
    return Words(sv=sv, en=en) if sv and en else None
