"""The ids of Uppföljning."""

from enum import StrEnum


class Id(StrEnum):
    """Every id that the page declares."""

    VIEW = "followup-view"
    DRAWING = "followup-drawing"
    DRAWN = "followup-drawn"
    NOTICES = "followup-notices"
    CONTEXT = "followup-context"
    HEADING = "followup-heading"
    BODY = "followup-body"
    SERIES_HEAD = "followup-series-head"
    SERIES_FOOT = "followup-series-foot"
    EFFECT_HEAD = "followup-effect-head"
    EFFECT_FOOT = "followup-effect-foot"
