"""Files of central Chicago loaded again, renamed, overlapping, or with one row corrected."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from config.instance import load_instance
from tests.tiny import Tiny

pytestmark = [pytest.mark.real, pytest.mark.slow]

Rows = list[tuple[Any, ...]]
KPI_ROWS = "area_id, kpi_id, category_id, local_date, numerator, denominator"


@pytest.fixture
def copy(chicago: Tiny, tmp_path: Path) -> Iterator[Tiny]:
    """The built instance with a folder of its own; its links still point at the real files."""
    folder = tmp_path / "chicago"
    shutil.copytree(chicago.folder, folder, symlinks=True)
    yield Tiny(folder, chicago.now, list(chicago.built))
    shutil.rmtree(folder)


def test_day_files_that_overlap_the_yearly_file_change_no_measure(
    copy: Tiny, shared_data: Path
) -> None:
    before = copy.published
    for path in sorted((shared_data / "incidents/chicago/day_files").glob("*.csv")):
        (copy.folder / "inbox" / "crimes" / path.name).symlink_to(path)
    built = copy.build()
    assert built.is_new
    assert (
        sum(one.load.record_count for one in built.landed if "2013-07" in one.load.file_name)
        == 6553
    )
    assert _changed(before, copy.published, sites_only=True) == ([], [])


def test_building_twice_makes_no_new_version(copy: Tiny) -> None:
    built = copy.build()
    assert not built.is_new
    assert built.version == copy.built[0].version


def test_every_file_copied_under_another_name_changes_nothing(copy: Tiny) -> None:
    files = [path for path in (copy.folder / "inbox").glob("*/*") if path.is_file()]
    for path in files:
        shutil.copyfile(path, path.with_stem(f"{path.stem}_entries_stops_kopia"))
    built = copy.build()
    assert len(files) == 10
    assert not built.is_new
    assert len(built.landed) == len(files)


@pytest.mark.parametrize(
    ("field", "value"),
    [(5, "HOMICIDE"), (2, "08/09/2012 01:30:00 PM")],
    ids=["another category", "another date"],
)
def test_a_file_with_one_corrected_row_changes_just_that_rows_cells(
    copy: Tiny, field: int, value: str
) -> None:
    before = copy.published
    path = copy.folder / "inbox" / "crimes" / "crimes_districts_001_018_2012.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    number = _theft_in_the_loop(lines)
    old = lines[number].decode().split(",")
    lines[number] = ",".join([*old[:field], value, *old[field + 1 :]]).encode()
    path.with_stem("rattad_2012").write_bytes(b"".join(lines))
    assert copy.build().is_new
    gone, come = _changed(before, copy.published)
    assert {row[1] for row in (*gone, *come)} <= _kpis_of(copy, "incident")
    assert {row[0] for row in (*gone, *come)} == {"loop"}
    gone, come = _of("reported_incidents", gone), _of("reported_incidents", come)
    assert len({(row[2], row[3]) for row in (*gone, *come)}) == 2
    assert _total(come) == _total(gone)
    assert copy.count(area="loop") == _count(before)


def test_a_source_without_identity_is_replaced_by_a_file_of_the_same_name(copy: Tiny) -> None:
    before = copy.published
    path = copy.folder / "inbox/sanitation/sanitation_code_complaints_2011_2013.csv"
    text = path.read_text("utf-8")
    path.unlink()
    lines = text.splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if _is_completed_in_the_loop(line))
    day = lines[number][:10]
    lines[number] = "02/29/2012" + lines[number][10:]
    path.write_text("".join(lines), "utf-8")
    built = copy.build()
    assert built.is_new
    assert [one.load.source_id for one in built.landed].count("sanitation") == 1
    gone, come = _changed(before, copy.published)
    assert {row[1] for row in (*gone, *come)} <= _kpis_of(copy, "fault_report")
    gone, come = _of("fault_reports", gone), _of("fault_reports", come)
    moved = {f"{row[3]:%m/%d/%Y}" for row in (*gone, *come)}
    assert moved == {day, "02/29/2012"}
    assert copy.count("fault_reports", "loop") == _count(before, "fault_reports")


def _theft_in_the_loop(lines: list[bytes]) -> int:
    """Find the line of a theft of July 2012 that lies in the middle of the Loop."""
    for number, line in enumerate(lines):
        cells = line.decode().rstrip("\r\n").split(",")
        is_theft = cells[2].startswith("07/") and cells[5] == "THEFT" and len(cells) == 20
        if is_theft and cells[18][:5] == "41.88" and cells[19][:6] == "-87.63":
            return number
    msg = "no such theft in the file"
    raise AssertionError(msg)


def _is_completed_in_the_loop(line: str) -> bool:
    cells = line.split(",")
    return cells[1] == "Completed" and '"(41.88' in line and "-87.62" in line


def _changed(before: Path, after: Path, *, sites_only: bool = False) -> tuple[Rows, Rows]:
    """Rows of mart_kpi_day that are gone, and that have come."""
    where = "where area_id not like '%/%'" if sites_only else ""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{before}' as old (read_only)")
        connection.execute(f"attach '{after}' as new (read_only)")
        old, new = (
            f"select {KPI_ROWS} from {name}.mart_kpi_day {where}" for name in ("old", "new")
        )
        gone = connection.execute(f"{old} except all {new}").fetchall()
        return gone, connection.execute(f"{new} except all {old}").fetchall()


def _total(rows: Rows) -> float:
    return float(sum(row[4] for row in rows))


def _kpis_of(made: Tiny, kind: str) -> set[str]:
    return {name for name, kpi in load_instance(made.folder).kpis.items() if kpi.kind == kind}


def _of(kpi: str, rows: Rows) -> Rows:
    return [row for row in rows if row[1] == kpi]


def _count(file: Path, kpi: str = "reported_incidents", area: str = "loop") -> float:
    with duckdb.connect(str(file), read_only=True) as connection:
        ((total,),) = connection.execute(
            "select sum(numerator) from mart_kpi_day where kpi_id = $1 and area_id like $2",
            [kpi, area],
        ).fetchall()
    return float(total)
