"""Tables changed where they lie are those of a build from nothing, whatever changed."""

import datetime as dt
import random
from pathlib import Path

import duckdb
import pytest

from data_pipeline.engine import offending
from data_pipeline.kept import Making, digest, state_of
from data_pipeline.parts import Parts
from tests.tiny import FAULTS, POLICE, SQUARE, Fact, Tiny, crime, crimes, outline, tiny
from tests.warehouse.test_flow_hours import FLOWS, POINTS
from tests.warehouse.test_kept_tables import MODELS, copied
from warehouse.catalog import Model, models

REPORTS: Fact = FAULTS | {
    "identity": ["report_id"],
    "columns": [{"from": "Nr", "to": "report_id"}, *FAULTS["columns"]],
}
COUNTED_BY_ROW: Fact = FLOWS | {
    "identity": ["point_code", "visitor_count"],
}
TWO_WAYS: Fact = FLOWS | {
    "identity": ["point_code", "counted_from", "direction"],
    "columns": [
        *FLOWS["columns"],
        {"from": "Väg", "to": "direction"},
        {"from": "Skick", "to": "quality"},
    ],
}
WAYS, QUALITIES = ("in", "out", "out", "in", "both"), ("ok", "ok", "", "outage", "imputed")
COUNTERS = ("vagar", "rader", "passager")
ROWS, CHANGED, COUNTS = 900, 12, 3000
FIRST = dt.datetime(2025, 1, 1)
"""Positions repeat, lie in the place, in its buffer, in a control area, far off, or are missing."""


def position(chance: random.Random) -> tuple[str, str]:
    if chance.random() < 0.1:
        return "", ""
    return f"15,{chance.randrange(2990, 3130, 7)}", f"60,{chance.randrange(980, 1120, 7)}"


def crime_rows(chance: random.Random, numbers: range | list[int]) -> str:
    rows = []
    for number in numbers:
        moment = FIRST + dt.timedelta(minutes=chance.randrange(600 * 1440))
        longitude, latitude = position(chance)
        rows.append(
            crime(
                number,
                Tid=f"{moment:%Y-%m-%d %H:%M}",
                Kod=chance.choice(("0100", "0200", "9999")),
                Plats=chance.choice(("", "Kvarnen", "Ingenstans")),
                Long=longitude,
                Lat=latitude,
            )
        )
    return crimes(*rows)


def report_rows(chance: random.Random, numbers: range | list[int]) -> str:
    rows = ["Nr;Inkom;Sort;X;Y"]
    for number in numbers:
        day = FIRST.date() + dt.timedelta(days=chance.randrange(600))
        sort = chance.choice(("Klotter", "Skräp", "Annat"))
        rows.append(";".join((str(number), day.isoformat(), sort, *position(chance))))
    return "\n".join(rows) + "\n"


def points(*positions: tuple[str, str]) -> str:
    rows = (f"P{number};{x};{y}" for number, (x, y) in enumerate(positions))
    return "\n".join(("Nr;X;Y", *rows)) + "\n"


def count_rows(chance: random.Random, number: int) -> str:
    rows = ["Rad;Nr;Tid;Minuter;Antal;Väg;Skick"]
    for _ in range(number):
        moment = FIRST + dt.timedelta(minutes=30 * chance.randrange(200 * 48))
        row, point, minutes = chance.randrange(4000), chance.randrange(3), chance.choice((30, 120))
        told = (minutes, chance.randrange(9), *map(chance.choice, (WAYS, QUALITIES)))
        rows.append(f"{row};P{point};{moment:%Y-%m-%d %H:%M};{';'.join(map(str, told))}")
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    folder = tmp_path_factory.mktemp("parts") / "prov"
    made = tiny(
        folder,
        polis=POLICE,
        fel=REPORTS,
        punkter=POINTS,
        passager=FLOWS,
        rader=COUNTED_BY_ROW,
        vagar=TWO_WAYS,
    )
    control = [(x + 0.011, y) for x, y in SQUARE]
    made.write("areas/torget.geojson", outline(("torget", [SQUARE]), ("granne", [control])))
    made.write("mappings/place_aliases.csv", "place,site\nKvarnen,torget\n")
    chance = random.Random(1)
    made.drop("polis", "p.csv", crime_rows(chance, range(ROWS)))
    made.drop("fel", "f.csv", report_rows(chance, range(ROWS)))
    made.drop("punkter", "p.csv", points(("15,3050", "60,1050"), ("15,3070", "60,1070")))
    for source in COUNTERS:
        made.drop(source, "p.csv", count_rows(chance, COUNTS))
    made.build()
    return made


def table_differences(one: Tiny, other: Tiny) -> list[str]:
    """Name each table of the two builds' own databases that does not hold the same rows."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{one.folder / MODELS}' as a (read_only)")
        connection.execute(f"attach '{other.folder / MODELS}' as b (read_only)")
        names = "select table_name from duckdb_tables() where database_name = $1 order by 1"
        mine, theirs = (connection.execute(names, [db]).fetchall() for db in "ab")
        assert mine == theirs
        found = []
        for (name,) in mine:
            rows = [connection.table(f"{db}.main.{name}") for db in "ab"]
            both = "select * from a.main.{0} except all select * from b.main.{0}"
            extra = connection.sql(both.format(name)).count("*").fetchall()[0][0]
            same = len({rel.count("*").fetchall()[0][0] for rel in rows}) == 1
            found += [name] if (extra or not same) and name != "kept_state" else []
        return found


def test_random_corrections_give_the_tables_of_a_build_from_nothing(
    base: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: dict[str, set[bool]] = {}
    remake = Parts.remake

    def recorded(parts: Parts, model: Model, recipe: str) -> bool:
        answer = remake(parts, model, recipe)
        answers.setdefault(model.name, set()).add(answer)
        return answer

    one, other = copied(base, tmp_path / "a" / "prov"), copied(base, tmp_path / "b" / "prov")
    chance = random.Random(2)
    for round_no in range(3):
        numbers = chance.sample(range(ROWS + 20), CHANGED)
        police, care = crime_rows(chance, numbers), report_rows(chance, numbers)
        passages = count_rows(chance, CHANGED)
        for made in (one, other):
            made.drop("polis", f"p{round_no}.csv", police)
            made.drop(COUNTERS[round_no], f"c{round_no}.csv", passages)
            if round_no % 2:
                made.drop("fel", f"f{round_no}.csv", care)
        with monkeypatch.context() as patched:
            patched.setattr(Parts, "remake", recorded)
            one.build()
        (other.folder / MODELS).unlink()
        other.build()
        assert table_differences(one, other) == []
    with duckdb.connect() as connection:
        divided = {model.name for model in models(connection) if model.part}
    # Else the test would compare whole tables with whole tables.
    assert {name for name in divided if True not in answers.get(name, ())} == set()


def test_a_lookup_that_changes_by_itself_touches_the_rows_it_is_joined_to(
    base: Tiny, tmp_path: Path
) -> None:
    """A report at a new position, a new alias, and a counting point that was moved."""
    one, other = copied(base, tmp_path / "a" / "prov"), copied(base, tmp_path / "b" / "prov")
    for made in (one, other):
        made.drop("fel", "ny.csv", "Nr;Inkom;Sort;X;Y\nny;2026-02-03;Annat;15,3021;60,1033\n")
        made.write("mappings/place_aliases.csv", "place,site\nIngenstans,torget\n")
        made.drop("punkter", "ny.csv", points(("15,3160", "60,1050")))
    one.build()
    (other.folder / MODELS).unlink()
    other.build()
    assert table_differences(one, other) == []


def test_many_new_rows_make_the_table_whole(
    base: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: dict[str, bool] = {}
    remake = Parts.remake

    def recorded(parts: Parts, model: Model, recipe: str) -> bool:
        answers[model.name] = remake(parts, model, recipe)
        return answers[model.name]

    one, other = copied(base, tmp_path / "a" / "prov"), copied(base, tmp_path / "b" / "prov")
    chance = random.Random(3)
    many = crime_rows(chance, range(ROWS))
    monkeypatch.setattr(Parts, "remake", recorded)
    monkeypatch.setattr("data_pipeline.parts._FEW", 0)
    for made in (one, other):
        made.drop("polis", "alla.csv", many)
    (other.folder / MODELS).unlink()
    other.build()
    one.build()
    assert not answers["core_incident"]
    assert table_differences(one, other) == []


@pytest.mark.parametrize(("keys", "found"), [([1, 2, 3, 4, 4], 1), ([1, 2, 3, 4], 0), ([1, 2], 0)])
def test_a_check_finds_in_touched_parts_what_it_finds_in_the_whole(
    tmp_path: Path, keys: list[int], found: int
) -> None:
    text = "select a.row_key from core_a as a group by a.row_key having count(*) > 1"
    check = Model("core_a__is_unique", text, frozenset({"core_a"}), ("row_key",))

    def made(connection: duckdb.DuckDBPyConnection, before: Making, *rows: int) -> Making:
        def create() -> None:
            connection.execute("create table core_a as select unnest($1) as row_key", [list(rows)])

        before.make("core_a", digest(rows), create)
        return before

    with duckdb.connect(str(tmp_path / "a.duckdb")) as connection:
        first = made(connection, Making(connection), 1, 2, 3)
        first.tell(check.name, first.recipe(text, check.reads))
        kept = first.state()
    with duckdb.connect(str(tmp_path / "a.duckdb")) as connection:
        second = made(connection, Making(connection, state_of(kept)), *keys)
        assert Parts(second, ()).found(check) == found == offending(connection, check)
