"""The ids of Jämför perioder."""

from enum import StrEnum


class Id(StrEnum):
    """Every id that the page declares."""

    VIEW = "comparison-view"
    DRAWING = "comparison-drawing"
    DRAWN = "comparison-drawn"
    NOTICES = "comparison-notices"
    CONTEXT = "comparison-context"
    PRESETS = "comparison-presets"
    HEADING = "comparison-heading"
    VERDICT = "comparison-verdict"
    CAVEATS = "comparison-caveats"
    MAP = "comparison-map"
    KINDS_HEAD = "comparison-kinds-head"
    KINDS_FOOT = "comparison-kinds-foot"
    WEEKS_HEAD = "comparison-weeks-head"
    WEEKS_FOOT = "comparison-weeks-foot"
    CONTROLS_HEAD = "comparison-controls-head"
    CONTROLS_FOOT = "comparison-controls-foot"
    CLOCK_HEAD = "comparison-clock-head"
    CLOCK_FOOT = "comparison-clock-foot"
    MAP_HEAD = "comparison-map-head"
    MAP_FOOT = "comparison-map-foot"
