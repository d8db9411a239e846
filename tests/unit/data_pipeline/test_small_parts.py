"""Calendar, progress, base map, encodings and publication, each by itself."""

import datetime as dt
import io
import json
import logging
import sys
from pathlib import Path

import pytest

from config.instance import Collaboration
from config.loading import Problems
from config.words import message
from data_pipeline.basemap import basemap_geojson
from data_pipeline.calendar_days import calendar_rows
from data_pipeline.encoding import UTF16, WINDOWS, detect_encoding, looks_garbled, transcode
from data_pipeline.errors import DiskFullError, PipelineError
from data_pipeline.progress import Progress
from data_pipeline.publish import clear_old, current_manifest
from data_pipeline.store import Store
from tests.tiny import SQUARE, crime, crimes, outline, tiny

WORDS = {"sv": "P", "en": "T"}
SPRING = {"name": {"sv": "Sportlov", "en": "Break"}, "first": "2026-02-23", "last": "2026-03-01"}


def test_holidays_of_a_country_without_swedish_names_have_those_of_the_same_holiday_here() -> None:
    chicago = Collaboration.model_validate({"name": {"sv": "C", "en": "C"}, "holidays": "US"})
    first, last = dt.date(2024, 1, 1), dt.date(2024, 12, 31)
    named = {
        row["local_date"]: (row["holiday_sv"], row["holiday_en"])
        for row in calendar_rows(chicago, first, last)
    }
    assert named[first] == ("Nyårsdagen", "New Year's Day")
    assert named[dt.date(2024, 12, 25)] == ("Juldagen", "Christmas Day")
    assert named[dt.date(2024, 7, 4)] == ("Självständighetsdagen", "Independence Day")
    assert named[dt.date(2024, 11, 28)] == ("Thanksgiving Day", "Thanksgiving Day")


def test_days_know_their_iso_week_holiday_and_break() -> None:
    facts = Collaboration.model_validate({"name": WORDS, "breaks": [SPRING]})
    rows = {
        str(row["local_date"]): row
        for row in calendar_rows(facts, dt.date(2025, 12, 29), dt.date(2026, 3, 2))
    }
    assert (rows["2025-12-29"]["iso_year"], rows["2025-12-29"]["iso_week"]) == (2026, 1)
    assert rows["2026-01-01"]["holiday_sv"] == "Nyårsdagen"
    assert rows["2026-01-01"]["holiday_en"] == "New Year's Day"
    assert rows["2026-01-11"]["holiday_sv"] is None
    assert [rows[f"2026-{day}"]["break_en"] for day in ("02-22", "02-23", "03-01", "03-02")] == [
        None, "Break", "Break", None,
    ]  # fmt: skip


def test_a_log_gets_a_plain_line_for_each_step(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), Progress(on_terminal=False).phase("land", 2) as advance:
        advance(1, "polis/a.csv")
        advance(1, "polis/b.csv")
    assert caplog.messages == [
        "land: 2 steps", "land: 1 of 2, polis/a.csv", "land: 2 of 2, polis/b.csv",
    ]  # fmt: skip


def test_a_terminal_gets_a_bar_with_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with Progress().phase("land", 2) as advance:
        advance(1, "polis/a.csv")
        advance(1, "polis/b.csv")
    assert "2/2" in screen.getvalue()
    assert "polis/b.csv" in screen.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("å".encode(), "UTF-8"),
        ("å".encode("utf-8-sig"), "UTF-8"),
        (b"", "UTF-8"),
        ("hej åå".encode()[:-1], "UTF-8"),
        ("å".encode("cp1252"), "Windows-1252"),
        ("å".encode("utf-16-le"), "Windows-1252"),
        ("å".encode("utf-16"), "UTF-16"),
    ],
)
def test_the_encoding_is_told_by_the_bytes(tmp_path: Path, content: bytes, name: str) -> None:
    file = tmp_path / "f"
    file.write_bytes(content)
    assert detect_encoding(file).name == name


def test_a_letter_that_lies_across_two_blocks_is_still_utf8(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_bytes(b"x" * ((1 << 20) - 1) + "å".encode())
    assert detect_encoding(file).name == "UTF-8"


def test_bytes_that_windows_lacks_are_replaced_and_line_ends_kept(tmp_path: Path) -> None:
    file, copy = tmp_path / "f", tmp_path / "c"
    file.write_bytes(b"\xe5\x81\r\nb\rc\n")
    transcode(file, WINDOWS, copy)
    assert copy.read_bytes().decode() == "å\ufffd\r\nb\rc\n"
    file.write_bytes("å\r\n".encode("utf-16"))
    transcode(file, UTF16, copy)
    assert copy.read_bytes().decode() == "å\r\n"


def test_text_saved_twice_is_seen() -> None:
    assert looks_garbled("Ã…gatan")
    assert not looks_garbled("Ågatan, São Paulo")


def test_the_base_map_is_cut_to_what_the_places_show(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    far = [[(x + 5, y) for x, y in SQUARE]]
    features = json.loads(outline(("nära", [SQUARE]), ("borta", far)))
    features["features"][0]["properties"] = {"kind": "street", "name": "Storgatan", "x": 1}
    features["features"].append({"type": "Feature", "properties": None, "geometry": None})
    features["features"].append(
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [15.3, 60.1]}}
    )
    made.write("areas/karta.geojson", json.dumps(features))
    made.write("areas/ingen.geojson", "{}")
    names = ["areas/karta.geojson", "areas/ingen.geojson", "areas/saknas.geojson"]
    made.fact("instance.yaml", {"name": WORDS, "basemap": names})
    built = made.build()
    file = made.folder / "var/published" / built.version / "basemap.geojson"
    kept = [f["properties"] for f in json.loads(file.read_text("utf-8"))["features"]]
    assert kept == [{"kind": "street", "name": "Storgatan"}, {"kind": "boundary"}]
    said = " ".join(m.found.sv for m in built.messages)
    assert "areas/ingen.geojson går inte att läsa" in said
    assert "areas/saknas.geojson går inte att läsa: No such file" in said
    assert basemap_geojson(tmp_path, ("x",), (), Problems()) is None


def test_only_the_newest_versions_are_kept_and_never_the_one_that_is_served(tmp_path: Path) -> None:
    store = Store(tmp_path / "var")
    clear_old(store, 2)
    published = tmp_path / "var" / "published"
    for name in (
        "20260101T000000Z-a",
        "20260102T000000Z-b",
        "20260103T000000Z-c",
        "20260104T000000Z-d",
    ):
        (published / name).mkdir(parents=True)
    assert current_manifest(store) is None
    (published / "current.json").write_text('{"version": "20260101T000000Z-a"}')
    (published / ".x.half").mkdir()
    (published / ".y.half").write_text("")
    clear_old(store, 2)
    left = sorted(path.name[:9] for path in published.iterdir())
    assert left == ["20260101T", "20260103T", "20260104T", "current.j"]


def test_published_files_can_only_be_read_and_leave_nothing_half_done(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.drop("polis", "a.csv", crimes(crime(1)))
    made.build()
    folder = made.published.parent
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o444}
    assert sorted(path.name for path in folder.iterdir()) == [
        "coordinator.duckdb", "internal.duckdb", "manifest.json", "partner.duckdb", "public.duckdb",
    ]  # fmt: skip
    pointer = (folder.parent / "current.json").read_text("utf-8")
    assert pointer == (folder / "manifest.json").read_text("utf-8")
    assert not (tmp_path / "var" / "scratch").exists()


def test_an_error_that_is_not_a_full_disk_keeps_its_own_words(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "ledger.jsonl").mkdir()
    with pytest.raises(IsADirectoryError):
        made.build()
    assert issubclass(DiskFullError, PipelineError)


def test_a_message_takes_words_in_each_language() -> None:
    said = message("build.outside", count=2, source=message("facts.empty"))
    assert said.sv.startswith("2 rader från Texten är tom.")
    assert said.en.startswith("2 rows from The text is empty.")
    with pytest.raises(KeyError):
        message("no.such.message")
