"""The ids of Trygghet och upplevelse."""

from enum import StrEnum


class Id(StrEnum):
    """Every id that the page declares; those of its panels follow from their names."""

    VIEW = "experience-view"
    DRAWING = "experience-drawing"
    DRAWN = "experience-drawn"
    NOTICES = "experience-notices"
    CONTEXT = "experience-context"
    HEADING = "experience-heading"
    BODY = "experience-body"
