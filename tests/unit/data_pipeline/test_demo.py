"""The example instance: same bytes each time, loadable, with the sizes and effects it says."""

import datetime as dt
import json
import statistics
from collections import Counter
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import shapely

from config.instance import load_instance
from data_pipeline.demo.timeline import Timeline, school_breaks
from data_pipeline.demo.town import outlines
from data_pipeline.demo.write import write_demo
from data_pipeline.errors import FolderNotEmptyError
from tests.unit.data_pipeline.demo_rows import (
    CONTROLS,
    DEMO_DAY,
    Row,
    all_rows,
    clean,
    effect_of,
    read_csv,
)

MONTHLY = {"polis": (15, 35), "vaktrapporter": (20, 60), "felanmalan": (10, 25)}


@pytest.fixture(scope="module")
def rows(demo: Path) -> tuple[Row, ...]:
    return all_rows(demo)


def total(
    rows: tuple[Row, ...], first: dt.date, last: dt.date, keep: Callable[[Row], bool]
) -> float:
    """Rows per day from one day to another, last excluded."""
    return sum(first <= row.day < last and keep(row) for row in rows) / (last - first).days


def change(rows: tuple[Row, ...], effect: dict[str, Any]) -> float:
    """The last year over the same months two years before, against the control areas."""

    def kept(*areas: str) -> Callable[[Row], bool]:
        categories, sources = effect["categories"], effect["sources"]
        return lambda row: (
            row.area in areas
            and row.source in sources
            and (categories == "all" or row.category in categories)
        )

    first, end = max(effect["first_day"], dt.date(2025, 11, 1)), dt.date(2026, 11, 1)
    before = first.replace(year=first.year - 2), end.replace(year=end.year - 2)
    own, others = kept(effect["area"]), kept(*CONTROLS)
    ours = total(rows, first, end, own) / total(rows, *before, own)
    return ours / (total(rows, first, end, others) / total(rows, *before, others))


# The folder


def test_same_day_and_seed_give_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    write_demo(tmp_path / "again", DEMO_DAY)

    def content(folder: Path) -> dict[str, bytes]:
        return {
            str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()
        }

    first, second = content(demo), content(tmp_path / "again")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_the_demo_loads_without_a_fault(demo: Path) -> None:
    instance = load_instance(demo)
    assert instance.collaboration.example
    assert sorted(instance.sites) == ["aparken", "ekbacken", "lindtorget", "station"]
    assert instance.sites["lindtorget"].started_on == dt.date(2024, 11, 1)
    assert instance.sites["station"].started_on == dt.date(2025, 9, 1)
    assert instance.sites["ekbacken"].started_on == dt.date(2025, 11, 1)
    assert all((demo / path).is_file() for path in instance.collaboration.basemap)


def test_days_move_with_today() -> None:
    timeline = Timeline(dt.date(2030, 1, 2))
    assert timeline.first_day == dt.date(2026, 1, 1)
    assert timeline.start == dt.date(2028, 1, 1)
    assert timeline.months()[-1] == dt.date(2029, 12, 1)
    assert Timeline(dt.date(2030, 1, 10)).months()[-1] == dt.date(2030, 1, 1)


def test_the_month_table_begins_with_a_quarter_and_ends_with_a_month_that_is_over() -> None:
    timeline = Timeline(dt.date(2030, 1, 2))
    assert (timeline.table_months[0], timeline.silent_month) == (
        dt.date(2026, 1, 1), dt.date(2026, 2, 1),
    )  # fmt: skip
    assert timeline.table_months[-1] == dt.date(2029, 11, 1)
    assert Timeline(dt.date(2030, 1, 11)).table_months[-1] == dt.date(2029, 12, 1)
    assert len(Timeline(DEMO_DAY).table_months) == 49


def test_school_breaks_follow_iso_weeks() -> None:
    names = {sv: (first, last) for sv, _, first, last in school_breaks(2026)}
    assert names["Sportlov"] == (dt.date(2026, 2, 23), dt.date(2026, 3, 1))
    assert names["Höstlov"] == (dt.date(2026, 10, 26), dt.date(2026, 11, 1))


def test_every_file_fits_the_names_of_its_contract(demo: Path) -> None:
    for name, source in load_instance(demo).sources.items():
        files = list((demo / "inbox" / name).iterdir())
        assert any("smutsig" in path.name for path in files)
        assert all(any(fnmatch(p.name, pattern) for pattern in source.files) for p in files)


def test_the_inbox_and_the_map_are_small(demo: Path) -> None:
    assert sum(p.stat().st_size for p in (demo / "inbox").rglob("*.*")) < 12_000_000
    assert (demo / "areas" / "karta.geojson").stat().st_size < 400_000


def test_the_map_has_all_kinds(demo: Path) -> None:
    features = json.loads((demo / "areas" / "karta.geojson").read_bytes())["features"]
    kinds = Counter(feature["properties"]["kind"] for feature in features)
    assert set(kinds) == {"street", "building", "water", "green"}
    assert all(shapely.from_geojson(json.dumps(f["geometry"])).is_valid for f in features[:40])


def test_zones_are_parts_of_their_site_and_controls_stand_outside_the_rings() -> None:
    ground = outlines()
    for site in ("lindtorget", "station", "aparken"):
        zones = shapely.union_all([ground[a] for a in ground if a.startswith(f"{site}-")])
        assert zones.symmetric_difference(ground[site]).area < 0.01 * ground[site].area
        others = [a for a in ("lindtorget", "station", "aparken", *CONTROLS) if a != site]
        assert all(ground[site].distance(ground[other]) > 150 for other in others)


def test_the_smaller_centre_stands_apart_and_only_its_own_files_tell_of_it(
    rows: tuple[Row, ...],
) -> None:
    ground = outlines()
    others = [area for area in ground if area != "ekbacken"]
    assert min(ground["ekbacken"].distance(ground[area]) for area in others) > 100
    here = Counter(row.source for row in rows if row.area == "ekbacken")
    assert set(here) == {"felanmalan"}
    assert here["felanmalan"] > 400


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FolderNotEmptyError) as refused:
        write_demo(tmp_path, DEMO_DAY)
    assert str(tmp_path) in refused.value.found.sv
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


# Volumes and patterns


@pytest.mark.parametrize("source", MONTHLY)
@pytest.mark.parametrize("area", ["lindtorget", "station", "aparken"])
def test_a_usual_month_is_within_the_recipe(rows: tuple[Row, ...], source: str, area: str) -> None:
    months = Counter(
        (row.day.year, row.day.month) for row in rows if (row.source, row.area) == (source, area)
    )
    low, high = MONTHLY[source]
    assert len(months) >= 48
    assert low <= statistics.median(months.values()) <= high


def test_the_square_has_two_to_ten_events_in_a_usual_month(demo: Path) -> None:
    events = [row for path in clean(demo, "evenemang") for row in read_csv(path)]
    months = Counter(row["Start"][:7] for row in events if row["Plats"].startswith("Lindtorget"))
    assert 2 <= statistics.median(months.values()) <= 10


def test_nights_out_are_friday_and_saturday(rows: tuple[Row, ...]) -> None:
    rough = [row for row in rows if row.source == "vaktrapporter" and row.category == "disorder"]
    evening = sum(
        (row.day.weekday(), row.hour >= 20) in {(4, True), (5, True)}
        or (row.day.weekday() in (5, 6) and row.hour < 2)
        for row in rough
    )
    # Twelve hours of 168 would be 7 percent.
    assert evening / len(rough) > 0.25


def test_weeks_vary_more_than_pure_chance(rows: tuple[Row, ...]) -> None:
    weeks = Counter(
        row.day.isocalendar()[:2] for row in rows if row.area == "station" and row.source == "polis"
    )
    assert statistics.variance(weeks.values()) > 1.4 * statistics.mean(weeks.values())


# The truth file's effects, found again


@pytest.mark.parametrize(
    ("name", "wiggle"),
    [("lindtorget-measures", 0.1), ("aparken-displacement", 0.15), ("station-reporter", 0.3),
     ("station-litter", 0.5)],
)  # fmt: skip
def test_an_effect_is_found_again(
    rows: tuple[Row, ...], truth: dict[str, Any], name: str, wiggle: float
) -> None:
    effect = effect_of(truth, name)
    assert change(rows, effect) == pytest.approx(effect["factor"], abs=wiggle)


def test_what_left_the_park_came_to_its_ring(rows: tuple[Row, ...], truth: dict[str, Any]) -> None:
    effect = effect_of(truth, "aparken-displacement")
    ring = effect | {"area": effect["moves_to"]}
    assert change(rows, ring) > 1.4


def test_the_police_see_no_change_at_the_station(
    rows: tuple[Row, ...], truth: dict[str, Any]
) -> None:
    since_start = {
        "area": "station",
        "sources": ["polis"],
        "categories": "all",
        "first_day": truth["station_start"],
    }
    assert change(rows, since_start) == pytest.approx(1, abs=0.15)


def test_one_month_stands_out_on_the_square(rows: tuple[Row, ...], truth: dict[str, Any]) -> None:
    effect = effect_of(truth, "lindtorget-outlier")
    months = Counter(
        (row.day.year, row.day.month)
        for row in rows
        if row.area == "lindtorget" and row.source in effect["sources"]
    )
    assert max(months, key=lambda month: months[month]) == (
        effect["first_day"].year,
        effect["first_day"].month,
    )


def test_the_new_reporter_reports_only_after_joining(
    rows: tuple[Row, ...], truth: dict[str, Any]
) -> None:
    effect = effect_of(truth, "station-reporter")
    theirs = [row for row in rows if row.reporter == effect["reporter"]]
    after = [row for row in rows if row.area == "station" and row.source == "vaktrapporter"
             and row.day >= effect["first_day"]]  # fmt: skip
    assert min(row.day for row in theirs) >= effect["first_day"]
    assert {row.area for row in theirs} == {"station"}
    assert len(theirs) / len(after) == pytest.approx(0.6 / 1.6, abs=0.06)


def test_lamps_in_the_park_fail_less(demo: Path, truth: dict[str, Any]) -> None:
    effect = effect_of(truth, "aparken-lighting")
    lamps = [
        row
        for path in clean(demo, "besiktning")
        for row in read_csv(path)
        if (row["Plats"], row["Aspekt"]) == ("Åparken", "Belysning")
    ]
    day = effect["first_day"].isoformat()
    before = [row["Resultat"] == "Underkänd" for row in lamps if row["Tidpunkt"] < day]
    after = [row["Resultat"] == "Underkänd" for row in lamps if row["Tidpunkt"] >= day]
    assert statistics.mean(after) < 0.6 * statistics.mean(before)
