"""How the follow-up writes one number."""

from dataclasses import replace

import pytest

from config.words import Words
from dashboard.pages.followup.answer import value_words
from warehouse.queries.followup_rows import KpiFollowup, Outcome
from warehouse.queries.rows import Suppressed

DAYS = Words(sv="dagar", en="days")
CASES = Words(sv="anmälningar", en="reports")
COUNT = KpiFollowup(
    outcome=Outcome("k"), name=CASES, definition=CASES, unit=CASES, better="lower", decimals=0,
    is_share=False, base_name=None, evidence="exploratory", baseline=None, cells=(), target=None,
    expected_percent=None,
)  # fmt: skip
MEDIAN = replace(COUNT, unit=DAYS, base_name=CASES, decimals=1)
SHARE = replace(COUNT, unit=Words(sv="%", en="%"), base_name=CASES, is_share=True)


@pytest.mark.parametrize(
    ("row", "value", "said"),
    [
        (COUNT, 427.0, "427"),
        (MEDIAN, 2.8, "2,8 dagar"),
        (SHARE, 0.25, "25\N{NO-BREAK SPACE}% (10 av 40)"),
        (MEDIAN, None, ""),
        (MEDIAN, Suppressed(("never",)), "Visas inte"),
    ],
)
def test_a_value_has_the_unit_that_its_name_does_not_say(
    row: KpiFollowup, value: float | Suppressed | None, said: str
) -> None:
    assert value_words(value, 40.0, row, "sv") == said
