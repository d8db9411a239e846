"""What pages say of a whole place is what the KPI dictionary says: one number, computed once."""

import datetime as dt
import random
from pathlib import Path

import pytest

from tests.tiny import INSIDE, POLICE, Fact, tiny
from warehouse.connection import PublishedFiles
from warehouse.periods import Span
from warehouse.queries.faults import faults
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.rows import Question
from warehouse.viewer import Viewer

APRIL = Span(dt.date(2026, 4, 1), dt.date(2026, 5, 1))
FAULTS: Fact = {
    "kind": "fault_report",
    **{key: POLICE[key] for key in ("name", "publisher", "licence", "files", "layout")},
    "sensitivity": "open",
    "cadence": "day",
    "columns": [
        {"from": "Inkom", "to": "created_at"}, {"from": "Klar", "to": "closed_at"},
        {"from": "Sort", "to": "category_code"}, {"from": "S", "to": "status"},
        {"from": "X", "to": "longitude"}, {"from": "Y", "to": "latitude"},
    ],
    "category_map": "sorter",
}  # fmt: skip


def _line(dice: random.Random) -> str:
    created = dt.datetime(2026, 3, 2) + dt.timedelta(minutes=dice.randint(0, 90 * 1440))
    ended = created + dt.timedelta(hours=dice.choice([1, 30, 47, 48, 49, 90, 200, 400]))
    status = dice.choice(["open", "closed", "closed", "duplicate", "rejected"])
    closed = f"{ended:%Y-%m-%d %H:%M}" if status != "open" else ""
    sort = dice.choice(["graffiti_report", "lighting"])
    return f"{created:%Y-%m-%d %H:%M};{closed};{sort};{status};{INSIDE[0]};{INSIDE[1]}"


@pytest.mark.parametrize("profile", ["internal", "partner"])
def test_faults_total_to_their_kpis(tmp_path: Path, profile: str) -> None:
    made = tiny(tmp_path / "prov", fel=FAULTS)
    made.write("mappings/sorter.csv", "code,category\ngraffiti_report,graffiti_report\n"
               "lighting,lighting\n")  # fmt: skip
    dice = random.Random(3)
    lines = ["Inkom;Klar;Sort;S;X;Y", *(_line(dice) for _ in range(200))]
    made.drop("fel", "a.csv", "\n".join(lines) + "\n")
    made.build()
    files = PublishedFiles(made.folder / "var")
    viewer = Viewer("internal" if profile == "internal" else "partner")
    question, today = Question("torget", APRIL, None), dt.date(2026, 7, 1)
    figures = {one.kpi_id: one for one in kpi_figures(files, viewer, question, today)}
    found = faults(files, viewer, question, today)
    by_kind = {one.category.category_id: one for one in found.kinds if one.category}
    graffiti, lamps = by_kind["graffiti_report"], by_kind["lighting"]
    assert found.total.open_count == figures["fault_backlog"].value
    assert found.total.median_days == figures["fix_time_median"].value
    assert found.total.report_count == figures["fault_reports_unique"].value
    for kind, kpi_id in ((graffiti, "graffiti_48h"), (lamps, "lighting_fixed_5d")):
        figure = figures[kpi_id]
        assert (kind.met_count / kind.due_count, kind.due_count) == (figure.value, figure.base)
