"""What a reader looks at: one frozen ViewState <-> the query of the address."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from config.words import LANGUAGES, Language
from warehouse.comparisons import Comparison, comparison_at, comparison_span
from warehouse.errors import PeriodError
from warehouse.periods import (
    GRAINS,
    MONTH_GRAINS,
    Grain,
    Period,
    add_months,
    last_complete_period,
    parse_period,
)
from warehouse.queries.rows import Area, Bucket, Catalogue, Question, Site

Chosen = TypeVar("Chosen")

_COMPARISONS: dict[str, Comparison] = {
    "ar": "year",
    "kalenderar": "calendar_year",
    "foregaende": "previous",
    "ingen": "none",
}
_BUCKETS: dict[str, Bucket] = {"vecka": "week", "manad": "month", "kvartal": "quarter"}
_MODES: dict[str, bool] = {"mote": True}
_LANGUAGES: dict[str, Language] = {language: language for language in LANGUAGES}


@dataclass(frozen=True)
class Unknown:
    """A key, or a value of a key, that the address had and nobody knows."""

    key: str
    value: str


@dataclass(frozen=True)
class ViewState:
    """One view. None means the default, which depends on what is published."""

    site_id: str | None = None
    area_id: str | None = None
    period: Period | None = None
    reference: Period | None = None
    """A reference period of its own; None is what `comparison` says of the period."""
    comparison: Comparison = "year"
    categories: tuple[str, ...] = ()
    bucket: Bucket | None = None
    measure: str | None = None
    """A measure of the place's plan, by its number; only the follow-up knows which exist."""
    language: Language | None = None
    is_meeting: bool = False
    version: str | None = None
    unknown: tuple[Unknown, ...] = ()


@dataclass(frozen=True)
class View:
    """A view state settled against what is published: nothing left to default."""

    state: ViewState
    catalogue: Catalogue
    language: Language
    period: Period
    bucket: Bucket

    @property
    def site(self) -> Site:
        """Return the chosen site, or the first."""
        return self.chosen_site or self.catalogue.sites[0]

    @property
    def chosen_site(self) -> Site | None:
        """Return the chosen site, if one is."""
        return _site(self.catalogue, self.state.site_id)

    @property
    def area(self) -> Area:
        """Return the chosen area of the site, or the site itself."""
        return _area(self.site, self.state.area_id) or self.site.areas[0]

    @property
    def data_from(self) -> dt.date:
        """Return the first day that any source has reported of the chosen site, or of any."""
        begun = self.chosen_site.data_from if self.chosen_site else None
        return begun or self.catalogue.data_from

    @property
    def data_to(self) -> dt.date:
        """Return the last day that any source has reported of the chosen site, or of any."""
        reached = self.chosen_site.data_to if self.chosen_site else None
        return reached or self.catalogue.data_to

    @property
    def shown_from(self) -> dt.date:
        """Return the first day that periods are offered for."""
        leaves = self.catalogue.leaves
        return leaves.closed.first if leaves else min(self.catalogue.data_from, self.data_from)

    @property
    def shown_to(self) -> dt.date:
        """Return the last day that periods are first shown for."""
        return _shown_to(self.catalogue, self.chosen_site)

    @property
    def is_by_month(self) -> bool:
        """Say whether the chosen site's sources of incidents count whole months."""
        return _is_by_month(self.chosen_site)

    @property
    def has_no_weeks(self) -> bool:
        """Say whether only whole months or quarters can be told here."""
        return self.catalogue.leaves is not None or self.is_by_month

    @property
    def grains(self) -> tuple[Grain, ...]:
        """Return the lengths of period that can be answered here."""
        leaves = self.catalogue.leaves
        if leaves:
            return leaves.grains
        return MONTH_GRAINS if self.is_by_month else GRAINS

    @property
    def reference(self) -> Period:
        """Return the reference period: the chosen one, else what the comparison says."""
        compared = comparison_span(self.period, self.state.comparison)
        back = compared or comparison_span(self.period, "year") or self.period.span
        return self.state.reference or Period("free", back)

    def at(self, site: Site) -> "View":
        """Return the view as a place compares on its own pages."""
        comparison = comparison_at(self.state.comparison, is_by_month=site.is_by_month)
        return replace(self, state=replace(self.state, comparison=comparison))

    def question(self, area_id: str) -> Question:
        """Ask about one area what this view shows."""
        compared = comparison_span(self.period, self.state.comparison)
        return Question(area_id, self.period.span, compared, self.state.categories)


def state_of(search: str) -> ViewState:
    """Read a query such as ?plats=torget&period=2026-01."""
    return state_of_pairs(dict(parse_qsl(search.removeprefix("?"), keep_blank_values=True)))


def state_of_pairs(query: Mapping[str, object]) -> ViewState:
    """Read the query as keys and values; what nobody knows is kept in `unknown`."""
    values = {key: str(value) for key, value in query.items()}
    given = {key: values.pop(key) for key in KEYS if values.get(key)}
    unknown = [Unknown(key, value) for key, value in values.items() if key not in KEYS]

    def pick(key: str, choices: Mapping[str, Chosen], *, default: Chosen) -> Chosen:
        if key in given and given[key] not in choices:
            unknown.append(Unknown(key, given[key]))
        return choices.get(given.get(key, ""), default)

    period, reference = (_period(given.get(key)) for key in ("period", "mot"))
    for key, found in (("period", period), ("mot", reference)):
        if key in given and found is None:
            unknown.append(Unknown(key, given[key]))
    return ViewState(
        site_id=given.get("plats"),
        area_id=given.get("omrade"),
        period=period,
        reference=reference,
        comparison=pick("jamfor", _COMPARISONS, default="year"),
        categories=tuple(filter(None, given.get("kategori", "").split(","))),
        bucket=pick("steg", {**_BUCKETS}, default=None),
        measure=given.get("atgard"),
        language=pick("sprak", {**_LANGUAGES}, default=None),
        is_meeting=pick("visning", _MODES, default=False),
        version=given.get("version"),
        unknown=tuple(unknown),
    )


def query_of(state: ViewState) -> str:
    """Write a state as a query; only what differs from the default is written."""
    written = {
        "plats": state.site_id,
        "omrade": state.area_id,
        "period": state.period.code if state.period else None,
        "mot": state.reference.code if state.reference else None,
        "jamfor": _key_of(_COMPARISONS, state.comparison) if state.comparison != "year" else None,
        "kategori": ",".join(state.categories),
        "steg": _key_of(_BUCKETS, state.bucket) if state.bucket else None,
        "atgard": state.measure,
        "sprak": state.language,
        "visning": "mote" if state.is_meeting else None,
        "version": state.version,
    }
    query = urlencode({key: value for key, value in written.items() if value}, safe=",/")
    return f"?{query}" if query else ""


def search_of(state: ViewState) -> str:
    """Write a state with what nobody knows as well, so that the page can say so."""
    query = query_of(state)
    unknown = urlencode([(item.key, item.value) for item in state.unknown], safe=",/")
    return f"{query}{'&' if query else '?'}{unknown}" if unknown else query


def settle(state: ViewState, catalogue: Catalogue) -> View:
    """Fill in the defaults, and drop what this published version does not have."""
    unknown = list(state.unknown)
    site = _site(catalogue, state.site_id)
    if state.site_id and site is None:
        unknown.append(Unknown("plats", state.site_id))
    area = _area(site or catalogue.sites[0], state.area_id)
    if state.area_id and area is None:
        unknown.append(Unknown("omrade", state.area_id))
    leaves = catalogue.leaves
    known = {category.category_id for category in catalogue.categories}
    known |= {f"grupp/{category.group_id}" for category in catalogue.categories}
    unknown += [Unknown("kategori", name) for name in state.categories if name not in known]
    kept = replace(
        state,
        site_id=site.site_id if site else None,
        area_id=area.area_id if area else None,
        categories=tuple(name for name in state.categories if name in known),
        comparison=comparison_at(
            state.comparison, is_by_month=leaves is not None or _is_by_month(site)
        ),
        unknown=tuple(unknown),
    )
    grain = leaves.grain if leaves else "month"
    period = state.period or last_complete_period(grain, _shown_to(catalogue, site))
    bucket = _bucket(state, catalogue, site, period)
    language = state.language or ("en" if catalogue.language == "en" else "sv")
    return View(kept, catalogue, language, period, bucket)


def _is_by_month(site: Site | None) -> bool:
    return site is not None and site.is_by_month


def _bucket(state: ViewState, catalogue: Catalogue, site: Site | None, period: Period) -> Bucket:
    """Return the steps of the curve; of leaves no weeks are told, and seldom months."""
    if catalogue.leaves is None and _is_by_month(site):
        return "quarter" if state.bucket == "quarter" else "month"
    if catalogue.leaves is None:
        return state.bucket or ("week" if period.grain == "week" else "month")
    by_month = "month" in catalogue.leaves.grains
    return "month" if state.bucket == "month" and by_month else "quarter"


def _shown_to(catalogue: Catalogue, site: Site | None) -> dt.date:
    # A place whose sources ended long before the others' opens on its own last period.
    if site is None or site.data_to is None:
        return catalogue.shown_to
    last = site.data_to
    if not site.is_counted:
        # What is measured now and then is shown with the month it was measured in.
        last = add_months(last.replace(day=1), 1) - dt.timedelta(days=1)
    return min(catalogue.shown_to, last)


def comparison_key(comparison: Comparison) -> str:
    """Return how the address writes a comparison."""
    return _key_of(_COMPARISONS, comparison)


def bucket_key(bucket: Bucket) -> str:
    """Return how the address writes the steps of the curve."""
    return _key_of(_BUCKETS, bucket)


def _site(catalogue: Catalogue, site_id: str | None) -> Site | None:
    return next((site for site in catalogue.sites if site.site_id == site_id), None)


def _area(site: Site, area_id: str | None) -> Area | None:
    return next((area for area in site.areas if area.area_id == area_id), None)


def _period(code: str | None) -> Period | None:
    try:
        return parse_period(code) if code else None
    except PeriodError:
        return None


def _key_of(choices: Mapping[str, Chosen], value: Chosen) -> str:
    return next(key for key, choice in choices.items() if choice == value)


KEYS = (
    "plats", "omrade", "period", "mot", "jamfor", "kategori", "steg", "atgard", "sprak", "visning",
    "version",
)  # fmt: skip
