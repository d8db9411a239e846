"""A build that keeps tables of the last one publishes what a build from nothing publishes."""

import datetime as dt
import errno
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from data_pipeline.audience_files import PROFILES
from data_pipeline.errors import CheckFailedError, DiskFullError
from data_pipeline.kept import Making
from tests.tiny import FAULTS, INSIDE, POLICE, SQUARE, Fact, Tiny, crime, crimes, outline, tiny

CARE: Fact = FAULTS | {
    "kind": "cleaning_visit",
    "columns": [
        {"from": "Inkom", "to": "cleaned_at", "formats": ["%Y-%m-%d"]},
        {"from": "Sort", "to": "visit_type"},
        {"from": "X", "to": "longitude"},
        {"from": "Y", "to": "latitude"},
    ],
}
LATE_POLICE: Fact = POLICE | {"preliminary_days": 330}
MODELS = "var/models.duckdb"
Change = Callable[[Tiny], object]


def faults(*days: str, sort: str = "Skräp") -> str:
    rows = (f"{day};{sort};{INSIDE[0]};{INSIDE[1]}" for day in days)
    return "\n".join(("Inkom;Sort;X;Y", *rows)) + "\n"


def many(count: int) -> Iterator[str]:
    for number in range(count):
        day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02} {number % 24:02}:15"
        longitude = f"15,30{number % 90 + 10}"
        yield crime(f"M{number}", Tid=day, Kod=f"0{number % 2 + 1}00", Long=longitude)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    made = tiny(tmp_path_factory.mktemp("kept") / "prov", polis=LATE_POLICE, fel=FAULTS, stad=CARE)
    ends = (crime("E1", Tid="2025-01-01 12:00"), crime("E2", Tid="2026-11-20 12:00"))
    made.drop("polis", "p.csv", crimes(*ends, *many(600), crime("T", Plats="Kvarnen", Long="")))
    made.drop("fel", "f.csv", faults("2026-02-04", "2026-03-05"))
    made.drop("stad", "s.csv", faults("2026-02-06", sort="sweeping"))
    made.build()
    return made


def a_small_police_file(made: Tiny) -> None:
    made.drop("polis", "ny.csv", crimes(*(crime(f"N{n}", Kod="0200") for n in range(20))))


def a_police_file_that_corrects_rows(made: Tiny) -> None:
    made.drop(
        "polis", "ny.csv", crimes(crime("M1", Kod="0200"), crime("M2", Tid="2025-05-05 09:00"))
    )


def a_small_care_file(made: Tiny) -> None:
    made.drop("stad", "ny.csv", faults("2026-04-06", "2026-05-06", sort="litter_picking"))


def a_corrected_file(made: Tiny) -> None:
    made.drop("fel", "f.csv", faults("2026-02-05"))


def a_row_that_its_sender_took_out(made: Tiny) -> None:
    text = (made.folder / "inbox/polis/p.csv").read_text("utf-8")
    made.drop("polis", "p.csv", "".join(r for r in text.splitlines(True) if "M7;" not in r))


def a_withdrawn_source(made: Tiny) -> None:
    (made.folder / "sources" / "fel.yaml").unlink()


def a_changed_contract(made: Tiny) -> None:
    made.fact("sources/fel.yaml", FAULTS | {"cadence": "month", "sensitivity": "protected"})


def a_changed_outline(made: Tiny) -> None:
    smaller = [(15.30 + (x - 15.30) / 2, y) for x, y in SQUARE]
    made.write("areas/torget.geojson", outline(("torget", [smaller])))


def a_new_alias(made: Tiny) -> None:
    made.write("mappings/place_aliases.csv", "place,site\nKvarnen,torget\n")


def a_new_code(made: Tiny) -> None:
    made.write("mappings/koder.csv", "code,category\n0100,theft\n0200,theft\n")


def time_over_the_end_of_a_quarter(made: Tiny) -> None:
    made.now += dt.timedelta(days=120)


CHANGES: tuple[Change, ...] = (
    a_small_police_file, a_police_file_that_corrects_rows, a_small_care_file, a_corrected_file,
    a_row_that_its_sender_took_out, a_withdrawn_source, a_changed_contract, a_changed_outline,
    a_new_alias, a_new_code, time_over_the_end_of_a_quarter,
)  # fmt: skip


def copied(base: Tiny, folder: Path) -> Tiny:
    shutil.copytree(base.folder, folder)
    return replace(base, folder=folder, built=[])


def file_of(made: Tiny, profile: str) -> str:
    pointer = json.loads((made.folder / "var/published/current.json").read_text("utf-8"))
    return str(made.folder / "var" / "published" / pointer["files"][profile]["file"])


def differences(one: Tiny, other: Tiny) -> list[str]:
    """Name each table that does not hold the same rows in both instances' files."""
    found = []
    for profile in PROFILES:
        with duckdb.connect() as connection:
            connection.execute(f"attach '{file_of(one, profile)}' as a (read_only)")
            connection.execute(f"attach '{file_of(other, profile)}' as b (read_only)")
            names = "select table_name from duckdb_tables() where database_name = $1 order by 1"
            mine, theirs = (connection.execute(names, [db]).fetchall() for db in "ab")
            found += [f"{profile}: tables"] if mine != theirs else []
            for (name,) in mine:
                a, b = connection.table(f"a.main.{name}"), connection.table(f"b.main.{name}")
                rows = a.except_(b).count("*").fetchall() + b.except_(a).count("*").fetchall()
                same = a.count("*").fetchall() == b.count("*").fetchall() and a.columns == b.columns
                found += [] if same and rows == [(0,), (0,)] else [f"{profile}: {name}"]
    return found


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_tables_are_those_of_a_build_from_nothing(
    base: Tiny, change: Change, tmp_path: Path
) -> None:
    one, other = copied(base, tmp_path / "a" / "prov"), copied(base, tmp_path / "b" / "prov")
    (other.folder / MODELS).unlink()
    for made in (one, other):
        change(made)
        assert made.build().is_new
    assert differences(one, other) == []
    # What was kept of that build too: one change after another.
    (other.folder / MODELS).unlink()
    for made in (one, other):
        made.drop("stad", "sist.csv", faults("2026-06-06", sort="sweeping"))
        made.build()
    assert differences(one, other) == []


def test_a_small_file_makes_few_tables_again(
    base: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, asked = set[str](), set[str]()
    is_kept = Making.is_kept

    def recorded(making: Making, name: str, recipe: str) -> bool:
        answer = is_kept(making, name, recipe)
        asked.add(name)
        kept.update({name} if answer else set())
        return answer

    monkeypatch.setattr(Making, "is_kept", recorded)
    made = copied(base, tmp_path / "prov")
    a_small_care_file(made)
    made.build()
    assert {"core_incident", "mart_incident_hour", "core_incident__is_unique", "protect"} <= kept
    assert not {"core_cleaning_visit", "mart_cleaning_day"} & kept
    assert len(asked - kept) < len(asked) / 2


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


def _shift(path: Path) -> None:
    """Damage every page but the first ones, which the database reads when it opens the file."""
    content = bytearray(path.read_bytes())
    for place in range(3 * 4096 + 100, len(content), 4096):
        content[place] ^= 0xFF
    path.write_bytes(content)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _overwrite(path: Path) -> None:
    path.write_bytes(b"not a database" * 1000)


@pytest.mark.parametrize("damage", [_cut, _shift, _empty, _overwrite])
def test_damaged_tables_are_made_again(
    base: Tiny, damage: Callable[[Path], None], tmp_path: Path
) -> None:
    one, other = copied(base, tmp_path / "a" / "prov"), copied(base, tmp_path / "b" / "prov")
    (other.folder / MODELS).unlink()
    damage(one.folder / MODELS)
    for made in (one, other):
        a_small_police_file(made)
        made.build()
    assert differences(one, other) == []
    assert (one.folder / MODELS).stat().st_size > 0


def test_what_was_withdrawn_is_gone_from_what_is_kept(base: Tiny, tmp_path: Path) -> None:
    made = copied(base, tmp_path / "prov")
    odd = "Ovanligt ställe 4711"
    made.drop("stad", "ny.csv", faults("2026-04-06", sort="sweeping"))
    made.drop("polis", "ny.csv", crimes(crime("X", Plats=odd, Long="", Lat="")))
    made.build()
    told = odd.lower().encode()
    assert told in (made.folder / MODELS).read_bytes()
    assert told in Path(file_of(made, "internal")).read_bytes()
    (made.folder / "sources" / "polis.yaml").unlink()
    made.build()
    assert told not in (made.folder / MODELS).read_bytes()
    assert not any(told in Path(file_of(made, profile)).read_bytes() for profile in PROFILES)


def test_a_corrected_row_is_in_no_page_of_the_next_version(base: Tiny, tmp_path: Path) -> None:
    made = copied(base, tmp_path / "prov")
    odd = "Ovanligt ställe 4711"
    made.drop("polis", "ny.csv", crimes(crime("X", Plats=odd, Long="", Lat="")))
    made.build()
    assert odd.lower().encode() in Path(file_of(made, "internal")).read_bytes()
    made.drop("polis", "rättad.csv", crimes(crime("X", Plats="", Long="", Lat="")))
    made.build()
    told = odd.lower().encode()
    assert not any(told in Path(file_of(made, profile)).read_bytes() for profile in PROFILES)


def test_a_file_that_cannot_be_written_leaves_the_old_version(
    base: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = copied(base, tmp_path / "prov")
    before = file_of(made, "internal")
    a_small_police_file(made)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("data_pipeline.build.write_internal", full)
        with pytest.raises(DiskFullError):
            made.build()
    assert file_of(made, "internal") == before
    made.build()
    assert file_of(made, "internal") != before


def test_a_build_that_a_check_stops_leaves_the_next_one_sound(
    base: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = copied(base, tmp_path / "prov")
    a_small_police_file(made)

    def stop(*_: object) -> None:
        raise CheckFailedError("build.check_failed", check="x", count=1)

    with monkeypatch.context() as patched:
        patched.setattr("data_pipeline.engine.require_none", stop)
        with pytest.raises(CheckFailedError):
            made.build()
    made.build()
    other = copied(base, tmp_path / "other")
    (other.folder / MODELS).unlink()
    a_small_police_file(other)
    other.now = made.now - dt.timedelta(minutes=1)
    other.build()
    assert [d for d in differences(made, other) if "mart_load" not in d] == []
