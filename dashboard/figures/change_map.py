"""Where it has changed: hexagons by what is known of them, with a sign, as pydeck JSON."""

from typing import Any

from dashboard.figures.site_map import HEXAGONS, MapWords, map_spec
from dashboard.formatting import number
from dashboard.theme import Look, rgba
from warehouse.queries.comparison_rows import ChangedHexagon, MapDifference
from warehouse.queries.rows import SiteMap

TOKENS = {"more": "change-more", "fewer": "change-fewer", "none": "scale-1"}
SIGNS = {"more": "+", "fewer": "−"}
_POINTY_TOP = 30
_SEE_THROUGH = 0.7


def change_map_spec(
    found: MapDifference, words: MapWords, look: Look, basemap: str | None
) -> dict[str, Any]:
    """Return what assets/scripts/map.js draws: the place's map with the changes on it."""
    ground = SiteMap(found.area, found.areas, (), found.side_m, (), 0, 0, ())
    spec = map_spec(ground, words, look, basemap)
    layers = [
        _hexagons(found, words, look) if layer["id"] == HEXAGONS else layer
        for layer in spec["layers"]
    ]
    tooltip = {**spec["tooltip"], HEXAGONS: "<b>{before} → {after}</b> {unit}"}
    signs = [_signs(found.hexagons)] if any(one.pull in SIGNS for one in found.hexagons) else []
    return {**spec, "layers": [*layers, *signs], "tooltip": tooltip}


def _hexagons(found: MapDifference, words: MapWords, look: Look) -> dict[str, Any]:
    return {
        "@@type": "ColumnLayer", "id": HEXAGONS, "diskResolution": 6, "angle": _POINTY_TOP,
        "radius": found.side_m, "extruded": False, "coverage": 0.96, "pickable": True,
        "getPosition": "@@=position", "getFillColor": "@@=colour", "opacity": 1,
        "data": [
            {
                "position": [one.longitude, one.latitude],
                "colour": rgba(TOKENS[one.pull], _SEE_THROUGH),
                "before": number(one.before, look.language),
                "after": number(one.after, look.language),
                "unit": words.incidents,
            }
            for one in found.hexagons
        ],
    }  # fmt: skip


def _signs(hexagons: tuple[ChangedHexagon, ...]) -> dict[str, Any]:
    return {
        "@@type": "TextLayer", "id": "signs", "getPosition": "@@=position", "getText": "@@=sign",
        "getSize": 18, "getColor": rgba("ink"), "fontWeight": 700, "pickable": False,
        "data": [
            {"position": [one.longitude, one.latitude], "sign": SIGNS[one.pull]}
            for one in hexagons
            if one.pull in SIGNS
        ],
    }  # fmt: skip
