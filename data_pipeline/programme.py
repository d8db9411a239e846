"""A place's programme as rows: what was registered before its start, and breaks in its numbers."""

from collections.abc import Iterator, Mapping
from typing import Any

from config.sites import Registered, RegisteredOutcome, Site

Row = dict[str, Any]


def registered_rows(sites: Mapping[str, Site]) -> Iterator[Row]:
    """Yield one row for each outcome and each control area that was registered."""
    for site_id, site in sites.items():
        if site.registered is None:
            continue
        for number, outcome in enumerate(site.registered.outcomes, start=1):
            yield _outcome(site_id, site.registered, number, outcome)
        for number, control in enumerate(site.registered.controls, start=1):
            yield {
                "site_id": site_id,
                "part_code": "area",
                "item_no": number,
                "item_id": f"{site_id}/{control}",
                "category_ids": "",
                "registered_on": site.registered.decided_on,
            }


def break_rows(sites: Mapping[str, Site]) -> Iterator[Row]:
    """Yield one row for each break of each place."""
    for site_id, site in sites.items():
        for found in site.breaks:
            yield {
                "site_id": site_id,
                "kind_code": found.kind,
                "what_sv": found.what.sv,
                "what_en": found.what.en,
                "moves_boundary": found.moves_boundary,
                "break_on": found.day,
            }


def category_text(categories: tuple[str, ...]) -> str:
    """Write categories as the tables hold them: in order, joined by commas; "" is all."""
    return ",".join(sorted(categories))


def _outcome(site_id: str, said: Registered, number: int, outcome: RegisteredOutcome) -> Row:
    return {
        "site_id": site_id,
        "part_code": "outcome",
        "item_no": number,
        "item_id": outcome.kpi,
        "category_ids": category_text(outcome.categories),
        "name_sv": outcome.name.sv if outcome.name else None,
        "name_en": outcome.name.en if outcome.name else None,
        "expected_percent": outcome.expected_percent,
        "target_value": outcome.target_value,
        "registered_on": said.decided_on,
    }
