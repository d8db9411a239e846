"""What a round measures: ratings, people counted, premises, interviews, and the survey."""

import datetime as dt
from pathlib import Path

import numpy as np

from data_pipeline.demo.dirt import Faulty, dirtied
from data_pipeline.demo.recipe import table
from data_pipeline.demo.rounds import ROUNDS, Visit, middle, rounds, zones
from data_pipeline.demo.sheets import Row, Sheet, swedish, write_csv, write_workbook
from data_pipeline.demo.timeline import Timeline

SCALE = ("Dåligt", "Mindre bra", "Bra", "Mycket bra")
QUESTIONS = (
    ("Hur upplever du platsen som helhet?", 2.5), ("Hur trygg känner du dig här på dagen?", 3.0),
    ("Hur trygg känner du dig här på kvällen?", 2.1), ("Hur rent och helt är det här?", 2.4),
    ("Hur är belysningen?", 2.3), ("Hur är utbudet av butiker, mat och service?", 2.6),
)  # fmt: skip
_ADDED = "Vad skulle göra platsen bättre?"
_THEMES = ("belysning", "samlingar", "utbud", "renhållning", "trafik", "sittplatser")
_UNITS = ("Butik", "Restaurang", "Service", "Kultur", "Kontor")
_NOT_JUDGED, _DO_NOT_KNOW, _WOMEN, _GAP = 0.03, 0.04, 0.53, 0.25
_GROUND_FLOOR = range(1, 21)
_CLOSES = ("18", "19", "21,5", "23", "")
_PREMISES = 24


def write_measurements(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write the files of every round."""
    visits = rounds(timeline)
    _write_ratings(inbox, visits, rng)
    _write_people(inbox, visits, rng)
    _write_premises(inbox, visits, rng)
    _write_interviews(inbox, visits, rng)
    for round_name in dict.fromkeys(visit.round_name for visit in visits):
        of_round = [visit for visit in visits if visit.round_name == round_name]
        _write_survey(inbox, of_round, rng)


def _write_ratings(inbox: Path, visits: list[Visit], rng: np.random.Generator) -> None:
    path = inbox / "trygghetsbesiktning" / "trygghetsbesiktning.csv"
    faulty = Faulty("Datum", "Rad", code="Ljus")
    _write_both(path, ratings_sheet(visits, "T", rng), faulty, "utf-8")


def ratings_sheet(visits: list[Visit], letter: str, rng: np.random.Generator) -> Sheet:
    """Rate each aspect of each zone by day and in the dark; the rows' ids begin with the letter."""
    rows: list[Row] = []
    for visit in visits:
        for zone in zones(visit.site):
            longitude, latitude = middle(zone)
            for light in ("dag", "mörker"):
                for aspect in table("aspects"):
                    level = 1.9 + 0.6 * visit.gain - (0.5 if light == "mörker" else 0.0)
                    rating = str(min(3, max(0, round(rng.normal(level, 0.8)))))
                    rows.append((
                        f"{letter}{len(rows) + 1:05d}", visit.day.strftime("%Y-%m-%d"),
                        visit.round_name, light, aspect["aspect"], aspect["checkpoint"],
                        "ej bedömt" if rng.random() < _NOT_JUDGED else rating, visit.name,
                        swedish(longitude), swedish(latitude), "Se foto 12",
                    ))  # fmt: skip
    headings = ("Rad", "Datum", "Omgång", "Ljus", "Aspekt", "Kontrollpunkt", "Betyg 0-3", "Plats",
                "Longitud", "Latitud", "Anmärkning")  # fmt: skip
    return Sheet(headings, tuple(rows))


def _write_people(inbox: Path, visits: list[Visit], rng: np.random.Generator) -> None:
    rows: list[Row] = []
    for visit in visits:
        for clock in ("12:00", "16:30", "21:00"):
            women = 0.38 + 0.08 * visit.gain if clock == "21:00" else 0.5
            staying = 0.15 + 0.15 * visit.gain
            for sex, share in (("Kvinna", women), ("Man", 1 - women)):
                for age, part in (("0-15", 0.1), ("16-24", 0.2), ("25-64", 0.5), ("65+", 0.2)):
                    for act, chance in (("Passerar", 1 - staying), ("Stannar", staying)):
                        count = int(rng.poisson(90 * share * part * chance))
                        rows.append((visit.day.isoformat(), clock, "20", visit.name, sex, age, act,
                                     str(count), "mulet"))  # fmt: skip
    headings = ("Datum", "Klockslag", "Minuter", "Plats", "Kön", "Ålder", "Aktivitet", "Antal",
                "Väder")  # fmt: skip
    path = inbox / "folkliv" / "folklivsstudie.csv"
    _write_both(path, Sheet(headings, tuple(rows)), Faulty("Datum", code="Aktivitet"), "cp1252")


def _write_both(path: Path, sheet: Sheet, faulty: Faulty, encoding: str) -> None:
    """Write a file, and the dirty one beside it."""
    write_csv(path, sheet, encoding)
    write_csv(path.with_stem(f"{path.stem}_smutsig"), dirtied(sheet, faulty), encoding)


def _write_premises(inbox: Path, visits: list[Visit], rng: np.random.Generator) -> None:
    path = inbox / "lokaler" / "lokaler.xlsx"
    sheet = premises_sheet(visits, _PREMISES, rng)
    write_workbook(path, sheet, "Lokalinventering Ekstad centrum", visits[-1].day, "Lokaler")
    dirty = dirtied(sheet, Faulty("Datum", "Lokal", code="Typ"))
    write_workbook(path.with_stem("lokaler_smutsig"), dirty, "Lokaler", visits[-1].day, "Lokaler")


def premises_sheet(visits: list[Visit], count: int, rng: np.random.Generator) -> Sheet:
    """Walk past so many premises of each place: what they are, and which stand empty."""
    rows: list[Row] = []
    for visit in visits:
        for number in range(1, count + 1):
            empty = rng.random() < 0.16 - 0.06 * visit.gain
            rows.append((
                f"{visit.site[:2].upper()}{number:02d}", visit.day.isoformat(), visit.name,
                _UNITS[number % len(_UNITS)], "Ja" if number in _GROUND_FLOOR else "Nej",
                "Ja" if empty else "Nej", "Nej", "" if empty else _CLOSES[number % len(_CLOSES)],
                str(40 + 5 * number),
            ))  # fmt: skip
    headings = ("Lokal", "Datum", "Plats", "Typ", "Bottenvåning", "Tom", "Renoveras", "Stänger",
                "Yta (m²)")  # fmt: skip
    return Sheet(headings, tuple(rows))


def _write_interviews(inbox: Path, visits: list[Visit], rng: np.random.Generator) -> None:
    rows: list[Row] = []
    for visit in visits:
        for number in range(1, 13):
            for theme in rng.choice(_THEMES, size=2, replace=False).tolist():
                mood = ("negativ", "neutral", "positiv")[int(rng.integers(0, 3))]
                rows.append((f"{visit.site}-{visit.round_name}-{number}", visit.day.isoformat(),
                             visit.round_name, visit.name, theme, mood, "kväll", "näringsidkare",
                             "Citat med namn"))  # fmt: skip
    headings = ("Intervju", "Datum", "Omgång", "Plats", "Tema", "Ton", "Tid på dygnet", "Roll",
                "Citat")  # fmt: skip
    path = inbox / "intervjuer" / "intervjuer.csv"
    _write_both(
        path, Sheet(headings, tuple(rows)), Faulty("Datum", "Intervju", code="Ton"), "utf-8"
    )


def _write_survey(inbox: Path, visits: list[Visit], rng: np.random.Generator) -> None:
    """Write one round as the form's own workbook: a row a person, the questions as headings."""
    rows: list[Row] = []
    for visit in visits:
        for _ in range(int(rng.integers(60, 107))):
            is_woman = rng.random() < _WOMEN
            end = dt.datetime.combine(visit.day, dt.time(11)) + dt.timedelta(
                minutes=int(rng.integers(0, 600))
            )
            rows.append((
                str(len(rows) + 1), end.strftime("%Y-%m-%d %H:%M"), "kim@exempel.example",
                "Kim Exempelsson", visit.name, "Kvinna" if is_woman else "Man",
                ("16-24", "25-44", "45-64", "65+")[int(rng.integers(0, 4))],
                *(_answer(mean - (_GAP if is_woman else 0), visit, rng) for _, mean in QUESTIONS),
                "Fler bänkar",
            ))  # fmt: skip
    headings = ("ID", "Slutförandetid", "E-post", "Namn", "Var svarar du?", "Kön", "Ålder",
                *(question for question, _ in QUESTIONS), _ADDED)  # fmt: skip
    round_name = visits[0].round_name
    path = inbox / "enkat" / f"enkat_{round_name.replace(' ', '_').replace('ä', 'a')}.xlsx"
    sheet = Sheet(headings, tuple(rows))
    write_workbook(path, sheet, round_name, visits[0].day, "Svar")
    if round_name == ROUNDS[0]:
        dirty = dirtied(sheet, Faulty("Slutförandetid", "ID", code="Kön"))
        write_workbook(path.with_stem("enkat_smutsig"), dirty, round_name, visits[0].day, "Svar")


def _answer(mean: float, visit: Visit, rng: np.random.Generator) -> str:
    if rng.random() < _DO_NOT_KNOW:
        return "Vet ej"
    answer = round(rng.normal(mean + 0.5 * visit.gain, 0.8))
    return SCALE[min(4, max(1, answer)) - 1]
