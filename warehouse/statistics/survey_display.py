"""What a survey figure may be shown as, by its number of answers (stats.md 6.3)."""

from dataclasses import dataclass

LEAST_N, FULL_N, HEADLINE_N = 10, 30, 100
LEAST_RESPONSE = 0.20


@dataclass(frozen=True)
class SurveyDisplay:
    """What to show of one index or share."""

    shows_figure: bool
    """From 10 answers."""
    is_small_base: bool
    """10-29: with interval and "litet underlag", no comparison."""
    shows_comparison: bool
    """From 30 answers."""
    is_headline: bool
    """From an effective number of 100."""
    is_grey: bool
    """Response below 20 % or self-selected: "visar bara de som svarat"."""


def survey_display(
    answer_count: int,
    effective_count: float,
    response_rate: float | None = None,
    *,
    is_self_selected: bool = False,
) -> SurveyDisplay:
    """Say how one figure may be shown; `response_rate` 0 to 1, None where it is not known."""
    is_low = response_rate is not None and response_rate < LEAST_RESPONSE
    return SurveyDisplay(
        shows_figure=answer_count >= LEAST_N,
        is_small_base=LEAST_N <= answer_count < FULL_N,
        shows_comparison=answer_count >= FULL_N,
        is_headline=effective_count >= HEADLINE_N,
        is_grey=is_low or is_self_selected,
    )


def may_show_subgroup(subgroup_count: int, total_count: int) -> bool:
    """Say whether a subgroup may be shown: it and its complement have 10 answers each."""
    return subgroup_count >= LEAST_N and total_count - subgroup_count >= LEAST_N
