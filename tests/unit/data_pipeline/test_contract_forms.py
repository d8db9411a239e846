"""What a contract can say of a file: times in two columns, several forms, totals, months."""

from pathlib import Path

import pytest
import xlsxwriter
from pydantic import ValidationError

from config.instance import read_instance
from config.sources import Source
from config.time_forms import require_clear_forms
from tests.tiny import FAULTS, INSIDE, POLICE, Fact, Tiny, tiny

_BESIDE = [column for column in POLICE["columns"] if column["to"] != "occurred_from"]


def _police(**changes: object) -> Fact:
    return POLICE | {"identity": [], "files": ["*"]} | changes


def _times(made: Tiny) -> list[tuple[object, ...]]:
    with made.models() as connection:
        return connection.execute(
            "select occurred_from_at::varchar, time_is_known, incident_count, category_code "
            "from core_incident order by all"
        ).fetchall()


def test_day_and_clock_in_two_columns_are_one_moment(tmp_path: Path) -> None:
    when = {"from": "Datum", "with": "Tid", "to": "occurred_from",
            "formats": ["%Y-%m-%d %H:%M", "%Y-%m-%d"]}  # fmt: skip
    made = tiny(tmp_path, polis=_police(columns=[*_BESIDE[1:], when]))
    heads = "Datum;Tid;Kod;Plats;Long;Lat\n"
    rows = "2026-03-14;21:30;0100;Torget;;\n2026-03-15;;0100;Torget;;\n"
    made.drop("polis", "a.csv", heads + rows)
    assert _times(made) == [
        ("2026-03-14 21:30:00", True, 1, "0100"),
        ("2026-03-15 00:00:00", False, 1, "0100"),
    ]


def test_a_workbooks_day_and_clock_are_one_moment_too(tmp_path: Path) -> None:
    when = {"from": "Datum", "with": "Tid", "to": "occurred_from", "formats": ["%Y-%m-%d %H:%M:%S"]}
    layout = {"format": "workbook"}
    made = tiny(tmp_path, polis=_police(columns=[*_BESIDE[1:], when], layout=layout))
    path = tmp_path / "inbox/polis/a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        day, clock = (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "hh:mm"))
        sheet.write_row(0, 0, ["Datum", "Tid", "Kod", "Plats", "Long", "Lat"])
        sheet.write_number(1, 0, 46095, day)
        sheet.write_number(1, 1, 0.75, clock)
        sheet.write_row(1, 2, ["0100", "Torget"])
    assert _times(made) == [("2026-03-14 18:00:00", True, 1, "0100")]


def test_several_forms_in_one_column_are_tried_in_order(tmp_path: Path) -> None:
    forms = ["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M", "%d.%m.%Y"]
    when = {"from": "Tid", "to": "occurred_from", "formats": forms}
    made = tiny(tmp_path, polis=_police(columns=[*_BESIDE[1:], when]))
    heads = "Tid;Kod;Plats;Long;Lat\n"
    made.drop("polis", "a.csv", heads + "".join(
        f"{time};0100;Torget;;\n" for time in ("03/11/2026 08:00", "2026-11-03 09:00", "04.11.2026")
    ))  # fmt: skip
    assert [row[0] for row in _times(made)] == [
        "2026-11-03 08:00:00", "2026-11-03 09:00:00", "2026-11-04 00:00:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "forms", [("%d/%m/%Y", "%m/%d/%Y"), ("%Y-%m-%d", "%Y-%d-%m"), ("%d%m%y", "%y%m%d")]
)
def test_forms_that_read_one_text_as_two_days_are_refused(forms: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="Keep one of them"):
        require_clear_forms(forms)
    with pytest.raises(ValidationError, match="Keep one of them"):
        Source.model_validate(FAULTS | {"columns": [
            {"from": "Inkom", "to": "created_at", "formats": list(forms)}]})  # fmt: skip


@pytest.mark.parametrize(
    ("form", "sv", "en"),
    [
        ("%Y-%m-%d %H:%M:%S %H:%M", "två gånger", "twice"),
        ("%c %H:%M", "två gånger", "twice"),
        ("%-d/%m/%Y %d", "två gånger", "twice"),
        ("%Y-%m-%d kl %K", "inte betyder något", "means nothing"),
        ("%Y-%m-%d %", "inte betyder något", "means nothing"),
        ("%-%d", "inte betyder något", "means nothing"),
        ("åååå-mm-dd", "läser ingen tid", "reads no time"),
        ("%% (?P<H>[", "läser ingen tid", "reads no time"),
        ("%Y-%m-%d %z", "clock: offset", "clock: offset"),
        ("", "tom", "empty"),
        (" ", "tom", "empty"),
    ],
)
@pytest.mark.parametrize("in_matrix", [False, True])
def test_odd_forms_are_faults_in_words_of_both_languages(
    tmp_path: Path, form: str, sv: str, en: str, in_matrix: bool
) -> None:
    forms = [form, "%Y-%m-%d %H:%M"]
    column = {"from": "Tid", "to": "occurred_from", "formats": forms}
    changes: Fact = {"columns": [column, *POLICE["columns"][2:]], "identity": []}
    if in_matrix:
        changes = {
            "columns": POLICE["columns"][2:], "identity": [],
            "wide": {"pattern": "(.*)", "code_field": "occurred_from",
                     "value_field": "incident_count", "formats": forms},
        }  # fmt: skip
    tiny(tmp_path, polis=POLICE | changes)
    _, (fault,) = read_instance(tmp_path)
    assert fault.key.startswith("wide" if in_matrix else "columns.0")
    assert sv in fault.found.sv + fault.remedy.sv
    assert en in fault.found.en + fault.remedy.en


def test_a_line_above_sought_by_no_pattern_is_a_fault_in_words(tmp_path: Path) -> None:
    tiny(tmp_path, polis=POLICE | {"layout": {"format": "delimited", "above": {"År": "("}}})
    _, (fault,) = read_instance(tmp_path)
    assert (fault.key, "(" in fault.found.sv) == ("layout", True)


def test_totals_and_footnotes_are_set_aside_and_counted(tmp_path: Path) -> None:
    rules = [{"from": "Sort", "pattern": "^(Totalt|Summa|Källa:)"}]
    made = tiny(tmp_path, fel=FAULTS | {"leave_out": rules})
    rows = f"2026-03-14;a;{INSIDE[0]};{INSIDE[1]}\n;Summa;;\n;Källa: kommunen;;\n"
    made.drop("fel", "a.csv", "Inkom;Sort;X;Y\n" + rows)
    made.load()
    landed = made.landed("a.csv")
    assert (landed.accepted_count, landed.rejected_count, landed.set_aside_count) == (1, 0, 2)


def test_months_in_columns_of_a_workbook_are_rows(tmp_path: Path) -> None:
    months = {"jan": "01", "feb": "02", "mar": "03"}
    contract = _police(
        layout={"format": "workbook", "header_row": 4, "above": {"År": r"Anmälda brott (\d{4})"}},
        columns=[{"from": "Brottstyp", "to": "category_code"}],
        wide={"pattern": "(jan|feb|mar)", "with": "År", "values": months, "formats": ["%Y %m"],
              "code_field": "occurred_from", "value_field": "incident_count"},
        constants={"place_name": "Torget"},
        leave_out=[{"from": "Brottstyp", "pattern": "^Totalt$"}],
    )  # fmt: skip
    made = tiny(tmp_path, polis=contract)
    with xlsxwriter.Workbook(str(tmp_path / "inbox/polis/a.xlsx")) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([
            ["Anmälda brott 2025, Torget"], [], [], ["Brottstyp", "jan", "feb", "mar"],
            ["0100", 3, 0, 5], ["0200", 1, "", 2], ["Totalt", 4, 0, 7],
        ]):  # fmt: skip
            sheet.write_row(number, 0, row)
    assert _times(made) == [
        ("2025-01-01 00:00:00", False, 1, "0200"), ("2025-01-01 00:00:00", False, 3, "0100"),
        ("2025-02-01 00:00:00", False, 0, "0100"), ("2025-03-01 00:00:00", False, 2, "0200"),
        ("2025-03-01 00:00:00", False, 5, "0100"),
    ]  # fmt: skip


def test_headings_in_two_rows_hold_to_the_right(tmp_path: Path) -> None:
    layout = {"format": "delimited", "header_row": 3, "heading_rows": 2}
    columns = [{"from": "Inkom", "to": "created_at"}, {"from": "Läge / X", "to": "longitude"},
               {"from": "Läge / Y", "to": "latitude"}]  # fmt: skip
    made = tiny(tmp_path, fel=FAULTS | {"layout": layout, "columns": columns})
    rows = f";Läge;\nInkom;X;Y\n2026-03-14;{INSIDE[0]};{INSIDE[1]}\n"
    made.drop("fel", "a.csv", "Rapport\n" + rows)
    made.load()
    assert made.accepted == 1


def test_a_ragged_file_may_leave_out_its_last_fields(tmp_path: Path) -> None:
    layout = {"format": "delimited", "ragged": True}
    made = tiny(tmp_path, fel=FAULTS | {"layout": layout})
    made.drop("fel", "a.csv", "Inkom;Sort;X;Y\n2026-03-14;a\n2026-03-15;a;;;5\n")
    made.load()
    landed = made.landed("a.csv")
    assert (landed.accepted_count, landed.rejected_count) == (1, 1)


def test_a_long_run_of_zero_days_is_missing_and_a_short_one_is_not(tmp_path: Path) -> None:
    flow: Fact = POLICE | {
        "kind": "flow_count", "sensitivity": "open", "cadence": "day", "outage_days": 3,
        "identity": [], "personal": [], "unused": [], "constants": {"minutes": 1440},
        "columns": [{"from": "P", "to": "point_code"}, {"from": "D", "to": "counted_from"},
                    {"from": "N", "to": "visitor_count"}],
    }  # fmt: skip
    del flow["category_map"]
    made = tiny(tmp_path, flode=flow)
    counts = (5, 0, 0, 7, 0, 0, 0, 0, 9)
    rows = "".join(f"M1;2026-03-{day:02d};{n}\n" for day, n in enumerate(counts, start=1))
    made.drop("flode", "a.csv", "P;D;N\n" + rows)
    with made.models() as connection:
        days = "select strftime(local_date, '%d') from {} order by 1"
        assert [d for (d,) in connection.execute(days.format("mart_flow_outage")).fetchall()] == [
            "05", "06", "07", "08",
        ]  # fmt: skip
        covered = connection.execute(days.format("core_source_day")).fetchall()
    assert [d for (d,) in covered] == ["01", "02", "03", "04", "09"]
