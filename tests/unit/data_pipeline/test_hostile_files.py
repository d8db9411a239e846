"""Files that are too much, in small: read in bounded memory, or refused with a clear word."""

from pathlib import Path

import pytest
import xlsxwriter

from data_pipeline.limits import LARGEST_MB
from tests.hostile import bomb, far_cell, huge_cell, long_csv, long_workbook
from tests.tiny import HEADINGS, POLICE, Tiny, crime, crimes, tiny

_ANY = POLICE | {"files": ["*"]}


@pytest.fixture
def books(tmp_path: Path) -> Tiny:
    """An instance that takes workbooks of the police."""
    layout = {"format": "workbook"}
    return tiny(tmp_path, polis=_ANY | {"layout": layout})


def _inbox(made: Tiny, name: str) -> Path:
    return made.folder / "inbox" / "polis" / name


def test_a_long_file_is_taken_whole(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=_ANY)
    rows = long_csv(_inbox(made, "a.csv"), 2)
    made.load()
    assert made.accepted == rows


def test_a_cell_of_megabytes_is_rejected_and_the_other_rows_are_taken(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=_ANY)
    huge_cell(_inbox(made, "a.csv"), 10)
    made.load()
    landed = made.landed("a.csv")
    assert (landed.accepted_count, landed.rejected_count) == (2, 1)
    assert landed.rejections[0].reason == "row.too_long"
    assert "fler än en rad kan ha" in made.said("a.csv")[0]


def test_a_long_workbook_is_taken_whole(books: Tiny) -> None:
    long_workbook(_inbox(books, "a.xlsx"), 25_000)
    books.load()
    assert books.accepted == 25_000


def test_an_inflated_workbook_is_refused_before_it_is_opened(books: Tiny) -> None:
    bomb(_inbox(books, "a.xlsx"), 60)
    assert _inbox(books, "a.xlsx").stat().st_size < 200_000
    books.load()
    (said,) = books.said("a.xlsx")
    assert "när den packas upp" in said
    assert books.accepted == 0


def test_a_stray_cell_in_the_last_corner_is_refused_with_what_to_do(books: Tiny) -> None:
    far_cell(_inbox(books, "a.xlsx"))
    books.load()
    (said,) = books.said("a.xlsx")
    words = said.replace("\N{NO-BREAK SPACE}", " ")
    assert "1 048 576 rader och 16 384 kolumner" in words
    assert "radera tomma rader" in said


def test_a_sheet_with_more_cells_than_can_be_read_is_refused_with_what_to_do(
    books: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_pipeline.limits.MOST_CELLS", 50)
    long_workbook(_inbox(books, "a.xlsx"), 10)
    books.load()
    (said,) = books.said("a.xlsx")
    assert "11 rader och 8 kolumner, mer än 50 celler" in said
    assert "CSV" in said


def test_rows_of_a_workbook_keep_their_numbers(books: Tiny) -> None:
    with xlsxwriter.Workbook(str(_inbox(books, "a.xlsx"))) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS.split(";"))
        sheet.write_row(4, 0, crime(1).split(";"))
        sheet.write_row(6, 0, crime(2, Tid="i går").split(";"))
    books.load()
    assert books.accepted == 1
    assert "rad 7, Tid «i går»" in books.said("a.xlsx")[0]


@pytest.mark.parametrize("content", [b"not a workbook", b"PK\x03\x04cut"])
def test_what_is_no_workbook_is_refused(books: Tiny, content: bytes) -> None:
    books.drop("polis", "a.xlsx", content)
    books.load()
    assert "går inte att läsa" in books.said("a.xlsx")[0]


def test_json_too_large_to_be_read_whole_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LARGEST_MB, "json", 0)
    made = tiny(tmp_path, polis=_ANY | {"layout": {"format": "json"}})
    made.drop("polis", "a.json", "[]")
    made.load()
    assert "större än 0 MB" in made.said("a.json")[0]


def test_of_a_file_with_endless_faults_the_first_are_told_and_all_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("land", "said"):
        monkeypatch.setattr(f"data_pipeline.{module}.MOST_REJECTIONS", 5)
    made = tiny(tmp_path, polis=_ANY)
    rows = [crime(n, Tid="i går", Long="väst") for n in range(12)]
    made.drop("polis", "a.csv", crimes(crime(99), *rows))
    made.load()
    landed = made.landed("a.csv")
    assert (landed.accepted_count, landed.rejected_count) == (1, 12)
    assert [fault.line_no for fault in landed.rejections] == [n for n in range(3, 8) for _ in "ab"]
    assert landed.correctable is not None
    assert len(landed.correctable.read_text("utf-8-sig").splitlines()) == 6
    assert "bara de första 5 raderna" in made.said("a.csv")[0]
