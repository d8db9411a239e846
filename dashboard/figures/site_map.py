"""The map of one place as pydeck JSON: areas, fixed hexagons, and points of open sources."""

from dataclasses import dataclass
from typing import Any

import orjson

from dashboard.figures.map_classes import class_of, map_classes
from dashboard.formatting import day, number
from dashboard.theme import Look, rgba
from warehouse.queries.rows import Area, Hexagon, MapPoint, Site, SiteMap

HEXAGONS, POINTS = "hexagons", "points"
"""The layers that a reader may hide: `hexagons`, and `points-<kind>`."""
_POINTY_TOP = 30
_SEE_THROUGH = 0.74
_RINGS = {"inspection"}
_MANY_POINTS = 60
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
class MapWords:
    """The words of the map's tooltips."""

    incidents: str
    point_kinds: dict[str, str]


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
            HEXAGONS: "<b>{count}</b> {unit}",
            **{f"areas-{role}": "{name}" for role in ("zone", "buffer", "control")},
            **{f"{POINTS}-{kind}": "<b>{kind}</b><br>{label} {on}" for kind in _POINTS},
        },
    }


def map_ahead(site: Site, basemap: str | None) -> dict[str, Any]:
    """Return a map to rehearse: base map and one sign of each kind, before any page has asked."""
    area = site.areas[0]
    west, south, _, _ = area.bounds
    nothing = SiteMap(
        area=area,
        areas=site.areas,
        hexagons=(Hexagon(west, south, 1),),
        side_m=1,
        points=tuple(MapPoint(kind, west, south, None, "", "") for kind in _POINTS),
        positioned_count=0,
        no_position_count=0,
        sources=(),
    )
    words = MapWords("", dict.fromkeys(_POINTS, ""))
    spec = map_spec(nothing, words, Look("sv", is_meeting=False), basemap)
    return {**spec, "viewKey": "ahead"}


def _ground(url: str) -> dict[str, Any]:
    return {
        "@@type": "GeoJsonLayer", "id": "ground", "data": url, "stroked": True, "filled": True,
        "getFillColor": rgba("map-building"), "getLineColor": rgba("map-street"),
        "lineWidthUnits": "pixels", "getLineWidth": 1.5, "pickable": False,
    }  # fmt: skip


def _hexagons(shown: SiteMap, words: MapWords, look: Look) -> dict[str, Any]:
    classes = map_classes(shown.hexagons)
    colours = {step: rgba(step.token, _SEE_THROUGH) for step in classes}
    return {
        "@@type": "ColumnLayer", "id": HEXAGONS, "diskResolution": 6, "angle": _POINTY_TOP,
        "radius": shown.side_m, "extruded": False, "coverage": 0.96, "pickable": True,
        "getPosition": "@@=position", "getFillColor": "@@=colour", "opacity": 1,
        "data": [
            {
                "position": [hexagon.longitude, hexagon.latitude],
                "colour": colours[class_of(classes, hexagon.count)],
                "count": number(hexagon.count, look.language),
                "unit": words.incidents,
            }
            for hexagon in shown.hexagons
        ],
    }  # fmt: skip


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
                    "geometry": orjson.Fragment(area.outline),
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
    shown = [point for point in points if point.kind == kind]
    # Many points must not bury the hexagons under them.
    is_dense = len(shown) > _MANY_POINTS
    return {
        "@@type": "ScatterplotLayer", "id": f"{POINTS}-{kind}", "radiusUnits": "pixels",
        "getRadius": radius - 2 if is_dense else radius, "getPosition": "@@=position",
        "pickable": True, "filled": True, "stroked": True, "lineWidthUnits": "pixels",
        "getLineWidth": 1.25 if is_dense else 2,
        "getFillColor": rgba("paper", 0.25 if is_dense else 0.7) if is_ring else rgba(token),
        "getLineColor": rgba(token if is_ring else "paper"),
        "data": [
            {
                "position": [point.longitude, point.latitude],
                "kind": words.point_kinds[kind],
                "label": point.label,
                "on": day(point.on, look.language) if point.on else "",
            }
            for point in shown
        ],
    }  # fmt: skip
