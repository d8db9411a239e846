"""The map of one place as pydeck JSON: areas, fixed hexagons, and points of open sources."""

import json
from dataclasses import dataclass
from typing import Any

from dashboard.formatting import day, number
from dashboard.theme import Look, rgba
from warehouse.queries.rows import Area, Hexagon, MapPoint, SiteMap

CLASSES = 5
_POINTY_TOP = 30
_RINGS = {"inspection"}
_POINTS = {
    "fault_report": ("point-fault", 5),
    "inspection": ("point-inspection", 5),
    "flow_point": ("point-flow", 7),
}
_OUTLINES = {
    "buffer": ("area-buffer", 2),
    "control": ("area-control", 3),
    "zone": ("area-zone", 2),
    "site": ("area-site", 4),
}


@dataclass(frozen=True)
class MapClass:
    """One step of the legend: hexagons with `low` to `high` incidents, in one colour."""

    low: int
    high: int
    token: str


@dataclass(frozen=True)
class MapWords:
    """The words of the map's tooltips."""

    incidents: str
    point_kinds: dict[str, str]


def map_classes(hexagons: tuple[Hexagon, ...]) -> tuple[MapClass, ...]:
    """Cut the counts in at most five steps that each hold about as many hexagons."""
    counts = sorted(max(1, round(hexagon.count)) for hexagon in hexagons)
    if not counts:
        return ()
    tops = sorted(
        {counts[(len(counts) * step - 1) // CLASSES] for step in range(1, CLASSES)} | {counts[-1]}
    )
    lows = [1, *(top + 1 for top in tops)]
    first = CLASSES + 1 - len(tops)
    return tuple(
        MapClass(low, top, f"scale-{first + at}")
        for at, (low, top) in enumerate(zip(lows, tops, strict=False))
    )


def map_spec(shown: SiteMap, words: MapWords, look: Look, basemap: str | None) -> dict[str, Any]:
    """Return what assets/scripts/map.js draws."""
    west, south, east, north = shown.area.bounds
    return {
        "viewKey": shown.area.area_id,
        "fitBounds": [[west, south], [east, north]],
        "layers": [
            *([_ground(basemap)] if basemap else []),
            _hexagons(shown, words, look),
            *[_outline(shown.areas, role, look) for role in _OUTLINES],
            *[_points(shown.points, kind, words, look) for kind in _POINTS],
        ],
        "tooltip": {
            "hexagons": "<b>{count}</b> {unit}",
            **{f"areas-{role}": "{name}" for role in ("zone", "buffer", "control")},
            **{f"points-{kind}": "<b>{kind}</b><br>{label} {on}" for kind in _POINTS},
        },
    }


def _ground(url: str) -> dict[str, Any]:
    return {
        "@@type": "GeoJsonLayer", "id": "ground", "data": url, "stroked": True, "filled": True,
        "getFillColor": rgba("map-building"), "getLineColor": rgba("map-street"),
        "lineWidthUnits": "pixels", "getLineWidth": 1.5, "pickable": False,
    }  # fmt: skip


def _hexagons(shown: SiteMap, words: MapWords, look: Look) -> dict[str, Any]:
    classes = map_classes(shown.hexagons)
    return {
        "@@type": "ColumnLayer", "id": "hexagons", "diskResolution": 6, "angle": _POINTY_TOP,
        "radius": shown.side_m, "extruded": False, "coverage": 0.96, "pickable": True,
        "getPosition": "@@=position", "getFillColor": "@@=colour", "opacity": 1,
        "data": [
            {
                "position": [hexagon.longitude, hexagon.latitude],
                "colour": rgba(_token(classes, hexagon.count), 0.82),
                "count": number(hexagon.count, look.language),
                "unit": words.incidents,
            }
            for hexagon in shown.hexagons
        ],
    }  # fmt: skip


def _token(classes: tuple[MapClass, ...], count: float) -> str:
    return next((step.token for step in classes if count <= step.high), classes[-1].token)


def _outline(areas: tuple[Area, ...], role: str, look: Look) -> dict[str, Any]:
    token, width = _OUTLINES[role]
    return {
        "@@type": "GeoJsonLayer", "id": f"areas-{role}", "stroked": True, "filled": role != "site",
        "getFillColor": rgba(token, 0.04), "getLineColor": rgba(token),
        "lineWidthUnits": "pixels", "getLineWidth": width, "pickable": role != "site",
        "data": {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": json.loads(area.outline),
                    "properties": {
                        "name": area.name.in_language(look.language),
                        "zone": area.area_id,
                    },
                }
                for area in areas
                if area.role == role
            ],
        },
    }  # fmt: skip


def _points(points: tuple[MapPoint, ...], kind: str, words: MapWords, look: Look) -> dict[str, Any]:
    token, radius = _POINTS[kind]
    is_ring = kind in _RINGS
    return {
        "@@type": "ScatterplotLayer", "id": f"points-{kind}", "radiusUnits": "pixels",
        "getRadius": radius, "getPosition": "@@=position", "pickable": True, "filled": True,
        "stroked": True, "lineWidthUnits": "pixels", "getLineWidth": 2,
        "getFillColor": rgba("paper" if is_ring else token),
        "getLineColor": rgba(token if is_ring else "paper"),
        "data": [
            {
                "position": [point.longitude, point.latitude],
                "kind": words.point_kinds[kind],
                "label": point.label,
                "on": day(point.on, look.language) if point.on else "",
            }
            for point in points
            if point.kind == kind
        ],
    }  # fmt: skip
