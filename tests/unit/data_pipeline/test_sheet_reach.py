"""The plain count of a sheet agrees with the walk through its XML, or leaves it to the walk."""

import io
import zipfile
from pathlib import Path

import pytest
from defusedxml.ElementTree import iterparse
from hypothesis import given
from hypothesis import strategies as st

from data_pipeline import sheet_reach as module
from data_pipeline.limits import MOST_CELLS
from data_pipeline.sheet_reach import Reach, _plain_reach, _walked, sheet_reach
from tests.hostile import long_workbook

_HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_CELLS = [
    "<v>1</v>", "<v></v>", "<v/>", "<f>A1</f>", "<f>A1</f><v>2</v>", "<is><t>å &lt;v&gt;</t></is>",
    "<is/>", '<v xml:space="preserve"> </v>', "",
]  # fmt: skip
_ROW = st.lists(st.tuples(st.sampled_from(["A", "C", "AB"]), st.sampled_from(_CELLS)), max_size=3,
                unique_by=lambda cell: cell[0])  # fmt: skip


def _sheet(rows: list[tuple[int, list[tuple[str, str]]]]) -> bytes:
    parts = []
    for number, cells in rows:
        inner = "".join(f'<c r="{letters}{number}" s="1">{inside}</c>' for letters, inside in cells)
        parts.append(f'<row spans="1:3" r="{number}">{inner}</row>' if cells
                     else f'<row r="{number}"/>')  # fmt: skip
    data = "".join(parts)
    return f'{_HEAD}><cols><col min="1"/></cols><sheetData>{data}</sheetData></worksheet>'.encode()


@given(
    rows=st.lists(st.tuples(st.integers(1, 9), _ROW)), block=st.sampled_from([150, 400, 1 << 20])
)
def test_the_plain_count_is_that_of_the_walk(
    rows: list[tuple[int, list[tuple[str, str]]]], block: int
) -> None:
    sheet = _sheet(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", block)
        found = _plain_reach(io.BytesIO(sheet).read)
    if found is not None:
        assert found == _walked(iterparse(io.BytesIO(sheet), events=("start", "end")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<sheetData>", "<sheetData ><!-- x -->"),
        ("<v>2</v>", "<!-- <v>2</v> -->"),
        (' r="1"', ""),
        (' r="B1"', ""),
        ("<v>2</v>", "<v></v>"),
        ("xmlns=", "xmlns:x="),
        ("</sheetData>", ""),
    ],
)
def test_what_is_written_otherwise_is_left_to_the_walk(old: str, new: str) -> None:
    sheet = f'{_HEAD}><sheetData><row r="1"><c r="B1"><v>2</v></c></row></sheetData></worksheet>'
    assert _plain_reach(io.BytesIO(sheet.encode()).read) == Reach(1, 1, 2)
    assert _plain_reach(io.BytesIO(sheet.replace(old, new).encode()).read) is None


def test_one_endless_row_is_left_to_the_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BLOCK", 200)
    monkeypatch.setattr(module, "_LONGEST_ROW", 1000)
    sheet = _sheet([(1, [("A", "<v>1</v>")] * 100)])
    assert _plain_reach(io.BytesIO(sheet).read) is None


def test_a_sheet_that_is_written_oddly_is_walked(tmp_path: Path) -> None:
    sound, odd = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    long_workbook(sound, 3)
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(odd, "w") as made:
        for name in source.namelist():
            content = source.read(name)
            made.writestr(name, content.replace(b"<sheetData>", b"<sheetData><!-- x -->"))
    assert sheet_reach(sound, "Sheet1") == sheet_reach(odd, "Sheet1") == Reach(4, 4, 8)
    assert MOST_CELLS > 1_048_576
