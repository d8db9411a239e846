"""A collaboration's own facts: the instance folder, loaded and checked as one."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

from holidays import country_holidays
from pydantic import BaseModel, field_validator
from pydantic import Field as PydanticField

from config.access import Access
from config.categories import Category, CodeMap, load_categories, load_code_map
from config.errors import FactProblem, FactsError
from config.kpis import Kpi, Only
from config.loading import Problems, load_fact
from config.place_aliases import FILE as ALIASES
from config.place_aliases import load_place_aliases
from config.service_levels import GRAFFITI_LEVEL, ORDINARY_LEVEL, ServiceLevel
from config.sites import Site
from config.sources import Source
from config.words import Fact, Language, Text, Words

Loaded = TypeVar("Loaded", bound=BaseModel)


class Break(Fact):
    """A school break or another named span of days, both ends included."""

    name: Words
    first: dt.date
    last: dt.date


class Collaboration(Fact):
    """`instance.yaml`: who the collaboration is, and its calendar."""

    name: Words
    language: Language = "sv"
    time_zone: Text = "Europe/Stockholm"
    holidays: Text = PydanticField(default="SE", description="country code of the holiday list")
    breaks: tuple[Break, ...] = ()
    basemap: tuple[Text, ...] = PydanticField(
        default=(), description="GeoJSON files of streets and buildings drawn under the map"
    )
    kpi_choices: dict[Text, Only] = PydanticField(
        default_factory=dict,
        description="KPI -> column -> the values whose rows count here (categories, sources)",
    )
    service_levels: dict[Text, ServiceLevel] = PydanticField(
        default=GRAFFITI_LEVEL,
        description="category of fault report -> how soon such a one is to be dealt with",
    )
    other_service_level: ServiceLevel = PydanticField(
        default=ORDINARY_LEVEL, description="that of all other categories of fault report"
    )
    keep_versions: int = PydanticField(default=10, ge=2)
    example: bool = PydanticField(default=False, description="true: every page says made-up data")

    @field_validator("time_zone")
    @classmethod
    def _zone_exists(cls, zone: str) -> str:
        if zone not in available_timezones():
            fault = f"{zone!r} is not an IANA time zone such as Europe/Stockholm"
            raise ValueError(fault)
        return zone

    @field_validator("holidays")
    @classmethod
    def _country_exists(cls, country: str) -> str:
        try:
            country_holidays(country)
        except NotImplementedError:
            fault = f"{country!r} is not a country code such as SE, NO, DK or FI"
            raise ValueError(fault) from None
        return country

    def zone(self) -> ZoneInfo:
        """Return the wall clock of the places."""
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True)
class Instance:
    """All facts of one collaboration, typed."""

    folder: Path
    collaboration: Collaboration
    sites: dict[str, Site]
    sources: dict[str, Source]
    kpis: dict[str, Kpi]
    categories: dict[str, Category]
    code_maps: dict[str, CodeMap]
    place_aliases: dict[str, str]
    access: Access

    @property
    def inbox(self) -> Path:
        """Where senders' files are dropped, one folder a source."""
        return self.folder / "inbox"

    @property
    def var(self) -> Path:
        """What the product writes."""
        return self.folder / "var"


def load_instance(folder: Path) -> Instance:
    """Load every fact of an instance folder.

    Raises:
        FactsError: with all faults of the folder, not only the first.
    """
    instance, faults = read_instance(folder)
    if faults:
        raise FactsError(faults)
    return instance


def read_instance(folder: Path) -> tuple[Instance, tuple[FactProblem, ...]]:
    """Load what can be used of an instance folder, and every fault: those facts are left out.

    Raises:
        FactsError: without instance.yaml, roles or a single place there is no instance.
    """
    problems = Problems()
    defaults = Path(str(files("config")))
    collaboration = load_fact(folder / "instance.yaml", Collaboration, problems)
    own_access = folder / "access.yaml"
    access_file = own_access if own_access.exists() else defaults / "access.yaml"
    access = load_fact(access_file, Access, problems)
    sites = _folder(folder / "sites", Site, problems)
    if not sites:
        problems.add(folder / "sites", "", "facts.no_site")
    if collaboration is None or access is None or not sites:
        raise FactsError(problems.found)
    sources = _folder(folder / "sources", Source, problems)
    sources = {name: _on_clock(source, collaboration) for name, source in sources.items()}
    kpis = _kpis(folder, collaboration, sites, problems)
    categories = load_categories(folder / "mappings" / "categories.csv", problems)
    _check_levels(folder, collaboration, categories, problems)
    maps = _code_maps(folder, sources, categories, problems)
    sources = dict(_safe(folder, sources, maps, categories, problems))
    aliases = load_place_aliases(folder / "mappings" / ALIASES, set(sites), problems)
    instance = Instance(
        folder, collaboration, sites, sources, kpis, categories, maps, aliases, access
    )
    return instance, problems.found


def _kpis(
    folder: Path, collaboration: Collaboration, sites: dict[str, Site], problems: Problems
) -> dict[str, Kpi]:
    """Return the shipped KPIs and the instance's own, own ones first, as the instance chose."""
    shipped = Path(str(files("config"))) / "kpis"
    kpis = _folder(shipped, Kpi, problems) | _folder(folder / "kpis", Kpi, problems)
    chosen = collaboration.kpi_choices
    off = [(site_id, kpi_id) for site_id, site in sites.items() for kpi_id in site.kpis_off]
    named = [(folder / "instance.yaml", "kpi_choices", kpi_id) for kpi_id in chosen]
    named += [(folder / "sites" / f"{site}.yaml", "kpis_off", kpi_id) for site, kpi_id in off]
    for file, key, kpi_id in named:
        if kpi_id not in kpis:
            problems.add(file, key, "facts.unknown_kpi", value=kpi_id, allowed=", ".join(kpis))
    return {
        kpi_id: kpi.choosing(chosen[kpi_id]) if kpi_id in chosen else kpi
        for kpi_id, kpi in kpis.items()
    }


def _on_clock(source: Source, collaboration: Collaboration) -> Source:
    """Return the contract with the instance's time zone, where it does not say another."""
    if "time_zone" in source.layout.model_fields_set:
        return source
    layout = source.layout.model_copy(update={"time_zone": collaboration.time_zone})
    return source.model_copy(update={"layout": layout})


def _check_levels(
    folder: Path,
    collaboration: Collaboration,
    categories: dict[str, Category],
    problems: Problems,
) -> None:
    """Say which service levels are those of no category of fault report."""
    known = [name for name, one in categories.items() if one.kind == "fault_report"]
    for name in collaboration.service_levels:
        if name not in known:
            file, allowed = folder / "instance.yaml", ", ".join(known)
            problems.add(
                file, "service_levels", "facts.unknown_category", value=name, allowed=allowed
            )


def _folder(folder: Path, model: type[Loaded], problems: Problems) -> dict[str, Loaded]:
    loaded = {path.stem: load_fact(path, model, problems) for path in sorted(folder.glob("*.yaml"))}
    return {name: fact for name, fact in loaded.items() if fact is not None}


def _code_maps(
    folder: Path,
    sources: dict[str, Source],
    categories: dict[str, Category],
    problems: Problems,
) -> dict[str, CodeMap]:
    maps: dict[str, CodeMap] = {}
    for name, source in sources.items():
        if source.category_map is None:
            continue
        path = folder / "mappings" / f"{source.category_map}.csv"
        if not path.exists():
            problems.add(
                folder / "sources" / f"{name}.yaml",
                "category_map",
                "facts.no_map",
                value=source.category_map,
                path=path,
            )
            continue
        maps[source.category_map] = load_code_map(path, set(categories), problems)
    return maps


def _safe(
    folder: Path,
    sources: dict[str, Source],
    maps: dict[str, CodeMap],
    categories: dict[str, Category],
    problems: Problems,
) -> Iterator[tuple[str, Source]]:
    """Leave out sources that would bring sensitive categories into shared files."""
    for name, source in sources.items():
        codes = maps.get(source.category_map or "", ())
        named = {code.category for code in codes} & set(categories)
        secret = sorted(category for category in named if categories[category].sensitive)
        if secret and source.sensitivity != "protected":
            path = folder / "sources" / f"{name}.yaml"
            problems.add(
                path, "sensitivity", "facts.sensitive", value=source.sensitivity, category=secret[0]
            )
        else:
            yield name, source
