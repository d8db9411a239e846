"""A number that is not shown: why, and a button that sets the filter to what can be."""

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from config.texts import text
from dashboard.components.attributes import attributes
from dashboard.state import View
from warehouse.periods import period_of
from warehouse.queries.rows import Suppressed
from warehouse.queries.withheld import offer_words, withheld_words

_SHOW = text("withheld.show")


def why_words(value: Suppressed, view: View) -> str:
    """Say why a number is not shown, and what can be."""
    return withheld_words(value, view.catalogue).in_language(view.language)


def _members(choices: tuple[str, ...], view: View) -> frozenset[str]:
    """Return the categories of the version that are chosen, by themselves or with their group."""
    return frozenset(
        one.category_id
        for one in view.catalogue.categories
        if one.category_id in choices or f"grupp/{one.group_id}" in choices
    )


def offer_button(value: Suppressed, view: View) -> list[Component]:
    """Return a button to what can be shown instead, where that is another view of the place."""
    offer = value.offer
    if offer is None:
        return []
    is_site = any(offer.area_id == site.site_id for site in view.catalogue.sites)
    change = {
        "period": period_of(offer.span).code,
        "omrade": "" if is_site else offer.area_id,
        "kategori": ",".join(offer.categories),
    }
    is_shown = (
        change["period"] == view.period.code
        and change["omrade"] == (view.state.area_id or "")
        and _members(offer.categories, view) == _members(view.state.categories, view)
    )
    if is_shown:
        return []
    words = _SHOW(
        view.language, offer=offer_words(offer, view.catalogue).in_language(view.language)
    )
    set_to = attributes({"type": "button", "data-set": urlencode(change)})
    return [html.Button(words, className="button button--quiet withheld__offer", **set_to)]
