"""The fast count agrees with the walk, or leaves the file to it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.layouts import Layout
from data_pipeline import plain_lines
from data_pipeline.plain_lines import count_plain
from data_pipeline.readers.delimited import LONGEST_RECORD, _walked

_ODD = st.lists(st.sampled_from(["a", "å", ";", '"', '""', '"b"', '";"', "\n", "\r\n", "\r", " "]))
_ROWS = st.lists(
    st.lists(st.sampled_from(["a", '"å"', '"x;y"', '"säg ""hej"""', '""', ""]), min_size=2,
             max_size=4).map(";".join))  # fmt: skip
_TEXTS = st.one_of(_ODD.map("".join), _ROWS.map("\n".join), _ROWS.map("\r\n".join))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
@given(text=_TEXTS, block=st.sampled_from([7, 23, 1 << 20]))
def test_what_is_counted_at_once_is_what_a_walk_counts(
    tmp_path: Path, text: str, block: int
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"x;y;z\n{text}".encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_lines, "_BLOCK", block)
        counted = count_plain(path, ";", 1, 3, LONGEST_RECORD)
    if counted is not None:
        walked = _walked(path, Layout(format="delimited"), ";", 3)
        assert (walked.whole, walked.last_line) == (counted, counted + 1)
        assert not walked.broken
        assert not walked.blank


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a;b\nc;d\n", 2),
        ("a;b\r\nc;d", 2),
        ('"a;b";"säg ""hej"""\n;x\n', 2),
        ("", None),
        ("a;b\n\n", None),
        (";\n", None),
        ('"";""\n', None),
        ("a\n", None),
        ("a;b;c\n", None),
        ('"a\nb";c\n', None),
        ('5" rör;c\n', None),
        ('"a" ;c\n', None),
        ("a;b\rc;d\n", None),
        ("a;b\0\n", None),
        (f"a;{'b' * LONGEST_RECORD}\n", None),
    ],
)
def test_odd_lines_are_left_to_the_walk(tmp_path: Path, text: str, count: int | None) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"x;y\n{text}", encoding="utf-8", newline="")
    assert count_plain(path, ";", 1, 2, LONGEST_RECORD) == count


def test_headings_that_span_lines_and_wide_marks_are_left_to_the_walk(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('"x\ny";z\na;b\n', encoding="utf-8")
    assert count_plain(path, ";", 1, 2, LONGEST_RECORD) is None
    path.write_text("x¤y\na¤b\n", encoding="utf-8")
    assert count_plain(path, "¤", 1, 2, LONGEST_RECORD) is None
