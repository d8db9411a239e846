"""The ids of Liv och utbud."""

from enum import StrEnum


class Id(StrEnum):
    """Every id that the page declares; those of its panels follow from their names."""

    VIEW = "life-view"
    DRAWING = "life-drawing"
    DRAWN = "life-drawn"
    NOTICES = "life-notices"
    CONTEXT = "life-context"
    HEADING = "life-heading"
    BODY = "life-body"
