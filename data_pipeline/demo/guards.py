"""Reports of guards and hosts: one workbook a year, free text and reporters included."""

from pathlib import Path

import numpy as np

from data_pipeline.demo.dirt import Faulty, dirtied
from data_pipeline.demo.happenings import Happening, happenings
from data_pipeline.demo.recipe import Effect, code_categories, effects, rates
from data_pipeline.demo.sheets import Row, Sheet, swedish, write_workbook
from data_pipeline.demo.timeline import Timeline

SOURCE = "vaktrapporter"
TITLE = "Händelserapporter Trygga Ekstad"
_HEADINGS = (
    "Rapport-ID", "Tidpunkt", "Veckodag", "Plats", "Kategori", "Longitud", "Latitud",
    "Beskrivning", "Rapportör", "Åtgärd", "Status",
)  # fmt: skip
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_REPORTERS = (("Väktarbolaget Nord", 0.6), ("Trygghetsvärdarna", 0.85), ("Fältgruppen", 1.0))
_MEASURES = ("Tillsägelse", "Avvisad", "Samtal", "Polis tillkallad", "Ingen åtgärd")
_ALIASES = {
    "lindtorget": ("Lindtorget", "Torget", "Lindtorgets scen"),
    "station": ("Ekstads station", "Stationen", "Resecentrum"),
    "aparken": ("Åparken", "Å-parken", "Stadsparken"),
}
# Names that no site lists: they wait in the review queue.
_UNLISTED = {"lindtorget": "vid gallerian", "station": "Knutpunkten", "aparken": "Vid dammen"}
_WITHOUT_POSITION, _UNLISTED_SHARE, _WITH_PERSON = 0.12, 0.12, 0.02
# Numbers that the Swedish telecom authority keeps for fiction.
_PERSON = " Vittne: Kim Exempelsson, 070-174 06 05."


def write_guards(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write one workbook a year, and the dirty one."""
    drawn = happenings(SOURCE, rates("guards"), code_categories("vaktkategorier"), timeline, rng)
    luck = rng.random((len(drawn), 6)).tolist()
    years: dict[int, list[Row]] = {}
    for happening, draws in zip(drawn, luck, strict=True):
        of_year = years.setdefault(happening.at.year, [])
        of_year.append(_row(happening, len(of_year) + 1, draws, timeline))
    for year, rows in years.items():
        _save(inbox, str(year), Sheet(_HEADINGS, tuple(rows)), timeline)
    faulty = Faulty("Tidpunkt", "Rapport-ID", "Longitud", "Kategori")
    sample = Sheet(_HEADINGS, tuple(row for rows in years.values() for row in rows if row[5]))
    _save(inbox, "smutsig", dirtied(sample, faulty), timeline)


def _save(inbox: Path, name: str, sheet: Sheet, timeline: Timeline) -> None:
    path = inbox / SOURCE / f"vaktrapporter_{name}.xlsx"
    write_workbook(path, sheet, TITLE, timeline.last_day)


def _row(happening: Happening, number: int, luck: list[float], timeline: Timeline) -> Row:
    place = happening.position
    has_position = luck[0] >= _WITHOUT_POSITION
    return (
        f"V-{happening.at.year}-{number:05d}",
        happening.at.strftime("%Y-%m-%d %H:%M"),
        _WEEKDAYS[happening.at.weekday()],
        place.spot.name if has_position else _place_text(happening, luck[1]),
        happening.code,
        swedish(place.longitude) if has_position else "",
        swedish(place.latitude) if has_position else "",
        happening.label + (_PERSON if luck[2] < _WITH_PERSON else ""),
        _reporter(happening, luck[3], luck[4], timeline),
        _MEASURES[int(luck[5] * len(_MEASURES))],
        "Avslutad",
    )


def _place_text(happening: Happening, luck: float) -> str:
    """Return what a guard writes without a position: mostly a name that the site lists."""
    if happening.area not in _ALIASES:
        return happening.position.spot.street
    if luck < _UNLISTED_SHARE:
        return _UNLISTED[happening.area]
    names = _ALIASES[happening.area]
    return names[int(luck * 1000) % len(names)]


def _reporter(happening: Happening, luck: float, new_luck: float, timeline: Timeline) -> str:
    new = _joined(happening, timeline)
    if new is not None and new.reporter and new_luck < 1 - 1 / new.factor:
        return new.reporter
    return next(name for name, below in _REPORTERS if luck < below)


def _joined(happening: Happening, timeline: Timeline) -> Effect | None:
    """Return the effect of a new reporter where and when it holds."""
    for effect in effects():
        day = timeline.month(effect.from_month)
        if effect.reporter and effect.area == happening.area and happening.at.date() >= day:
            return effect
    return None
