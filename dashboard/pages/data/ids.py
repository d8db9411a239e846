"""The ids of Data."""

from enum import StrEnum


class Id(StrEnum):
    """Every id that the page declares."""

    VIEW = "data-view"
    DRAWING = "data-drawing"
    DRAWN = "data-drawn"
    NOTICES = "data-notices"
    CONTEXT = "data-context"
    HEADING = "data-heading"
    BODY = "data-body"
    COVERAGE_HEAD = "data-coverage-head"
    COVERAGE_FOOT = "data-coverage-foot"
