"""The ids of Rent, helt och ljust."""

from enum import StrEnum


class Id(StrEnum):
    """Every id that the page declares; those of its panels follow from their names."""

    VIEW = "cleanliness-view"
    DRAWING = "cleanliness-drawing"
    DRAWN = "cleanliness-drawn"
    NOTICES = "cleanliness-notices"
    CONTEXT = "cleanliness-context"
    HEADING = "cleanliness-heading"
    BODY = "cleanliness-body"
