"""The ids of Översikt."""

from enum import StrEnum


class Id(StrEnum):
    """Every id that the page declares."""

    VIEW = "overview-view"
    DRAWING = "overview-drawing"
    DRAWN = "overview-drawn"
    NOTICES = "overview-notices"
    CONTEXT = "overview-context"
    HEADING = "overview-heading"
    LEAD = "overview-lead"
    SITES = "overview-sites"
    SOURCES_HEAD = "overview-sources-head"
