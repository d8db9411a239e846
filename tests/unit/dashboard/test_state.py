"""A view and its address say the same, both ways."""

import pytest

from dashboard.state import Unknown, ViewState, query_of, state_of


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?plats=torget&omrade=torget/nord&period=2026-08",
        "?period=2026-W35&jamfor=foregaende&kategori=theft,damage&steg=manad",
        "?period=2026-01-05--2026-02-10&sprak=en&visning=mote&version=20261124T181500Z-ab12cd",
        "?jamfor=ingen",
        "?period=2026-08&mot=2024-08",
        "?mot=2024-01-01--2024-03-31",
        "?jamfor=kalenderar",
    ],
)
def test_an_address_survives_the_round_trip(query: str) -> None:
    assert query_of(state_of(query)) == query
    assert state_of(query).unknown == ()


def test_a_default_is_not_written() -> None:
    assert query_of(state_of("?jamfor=ar")) == ""
    assert query_of(ViewState()) == ""


def test_what_nobody_knows_is_kept_apart() -> None:
    state = state_of("?period=2026-99&visning=x&hej=1")
    assert state.unknown == (
        Unknown("hej", "1"),
        Unknown("period", "2026-99"),
        Unknown("visning", "x"),
    )
    assert query_of(state) == ""


def test_an_empty_value_is_no_value() -> None:
    assert state_of("?plats=&period=") == ViewState()
