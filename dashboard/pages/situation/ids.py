"""The ids of Läget."""

from enum import StrEnum


class Id(StrEnum):
    """Every id that the page declares."""

    VIEW = "situation-view"
    DRAWING = "situation-drawing"
    DRAWN = "situation-drawn"
    NOTICES = "situation-notices"
    CONTEXT = "situation-context"
    HEADING = "situation-heading"
    FINDING = "situation-finding"
    TILES = "situation-tiles"
    SIGNALS = "situation-signals"
    TREND_HEAD = "situation-trend-head"
    TREND_FOOT = "situation-trend-foot"
    CATEGORIES_HEAD = "situation-categories-head"
    CATEGORIES_FOOT = "situation-categories-foot"
    MAP_HEAD = "situation-map-head"
    MAP = "situation-map"
    MAP_FOOT = "situation-map-foot"
    HOURS_HEAD = "situation-hours-head"
    HOURS_FOOT = "situation-hours-foot"
    AROUND = "situation-around"
