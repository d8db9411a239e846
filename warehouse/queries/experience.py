"""How an area is experienced: surveys under the rules of small numbers, inspections, interviews."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.privacy.survey_rules import shown_groups
from warehouse.queries.catalogue import site_of
from warehouse.queries.experience_rows import (
    INSPECTION,
    SURVEY,
    Aspect,
    Experience,
    Gap,
    Group,
    IndexRound,
    Inspection,
    Interviews,
    Item,
    NoIndex,
    Theme,
)
from warehouse.queries.kpi_made_of import made_of
from warehouse.queries.leaf_tables import is_protected
from warehouse.queries.leaves import NOT_SHOWN
from warehouse.queries.rows import Question
from warehouse.queries.source_notes import reports_in
from warehouse.statistics.shares import Share
from warehouse.statistics.survey_display import FULL_N, LEAST_N, survey_display
from warehouse.statistics.survey_summaries import ScoreSummary, change_of, index_of
from warehouse.statistics.surveys import WaveChange
from warehouse.viewer import Viewer

INTERVIEW = "interview_theme"
GAP = "safety_gender_gap"
SPLITS = ("gender", "age", "time_band")
_BEST, _PERCENT = 3, 100
_Row = tuple[Any, ...]


@remembered(64)
def experience(files: PublishedFiles, viewer: Viewer, question: Question) -> Experience:
    """Return surveys, inspections and interviews of an area up to the end of the span."""
    site_of(files, viewer, question.area_id)
    asked = {"area_id": question.area_id, "end": question.span.end}
    with files.open(viewer) as reading:
        rounds = reading.rows("survey_asked", asked)
        surveyed = reading.rows("survey_rounds", asked)
        answered = reading.rows("survey_items", {"area_id": question.area_id})
        inspected = reading.rows("inspections", asked)
        told = reading.rows("interviews", asked)
    whole = [row for row in surveyed if row[4] == "all"]
    latest = _latest(whole)
    of_items = latest or _latest(rounds)
    return Experience(
        rounds=tuple(_index(row) for row in whole),
        change=_change(latest),
        no_index=_no_index(rounds[-1]) if rounds and not whole else None,
        items=_items(answered, of_items),
        items_on=of_items[-1][3] if of_items else None,
        groups=_groups(surveyed, latest[-1] if latest else None),
        gap=_gap(files, viewer, question.area_id, question.span.end),
        inspections=tuple(
            _inspection(list(rows)) for _, rows in groupby(_by_round(inspected), lambda row: row[0])
        ),
        interviews=_interviews(told),
        survey_withheld=NOT_SHOWN if is_protected(files, viewer, SURVEY) else None,
        survey_sources=reports_in(files, viewer, question.area_id, SURVEY).notes,
        inspection_sources=reports_in(files, viewer, question.area_id, INSPECTION).notes,
        interview_sources=reports_in(files, viewer, question.area_id, INTERVIEW).notes,
    )


def _summary(row: _Row) -> ScoreSummary:
    return ScoreSummary(*row[6:10])


def _index(row: _Row) -> IndexRound:
    source_id, code, first, last, _, _, count, *_ = row
    estimate = index_of(_summary(row)) if count >= LEAST_N else None
    return IndexRound(source_id, code, first, last, count, estimate, survey_display(count, count))


def _latest(rounds: Sequence[_Row]) -> list[_Row]:
    """Return the newest round and the one before it of the same survey."""
    return [row for row in rounds if row[0] == rounds[-1][0]][-2:]


def _no_index(asked: _Row) -> NoIndex:
    """Say why the newest round gives no index; how few answered is not told."""
    *_, last, count, has_index = asked
    if count < LEAST_N:
        return NoIndex(last, "few")
    return NoIndex(last, "unanswered" if has_index else "unnamed")


def _change(latest: Sequence[_Row]) -> WaveChange | None:
    summaries = [_summary(row) for row in latest]
    if len(summaries) == 1 or not summaries or min(one.count for one in summaries) < FULL_N:
        return None
    return change_of(summaries[0], summaries[1])


def _items(answered: Sequence[_Row], latest: Sequence[_Row]) -> tuple[Item, ...]:
    if not latest:
        return ()
    source_id, code = latest[-1][:2]
    earlier = latest[0][1] if len(latest) > 1 else None
    shares = {row[:3]: _share(row[7], row[8]) for row in answered}
    return tuple(
        Item(
            question_code=row[2],
            name=Words(sv=row[3], en=row[4]),
            is_in_index=row[6],
            now=shares[row[:3]],
            before=shares.get((source_id, earlier, row[2])),
        )
        for row in answered
        if row[:2] == (source_id, code)
    )


def _share(count: int, base: int) -> Share | None:
    return Share(count, base) if base >= LEAST_N else None


def _groups(surveyed: Sequence[_Row], last: _Row | None) -> tuple[Group, ...]:
    """Return the groups of each split of the latest round; one group alone is no split."""
    found: list[Group] = []
    for split in SPLITS:
        rows = [row for row in surveyed if last and row[:2] == last[:2] and row[4] == split]
        shown = shown_groups({row[5]: row[6] for row in rows})
        if len(rows) > 1:
            found += [_group(split, row, is_shown=row[5] in shown) for row in rows]
    return tuple(found)


def _group(split: str, row: _Row, *, is_shown: bool) -> Group:
    if not is_shown:
        return Group(split, row[5], None, None)
    return Group(split, row[5], row[6], index_of(_summary(row)))


def _gap(files: PublishedFiles, viewer: Viewer, area_id: str, end: dt.date) -> Gap | None:
    """Return the gap as its KPI has it, of the last round before a day."""
    rounds = made_of(files, viewer, area_id, (), ()).rounds.get(GAP, ())
    before = [one for one in rounds if one.span.last < end]
    if not before:
        return None
    last = before[-1]
    return Gap(last.value, last.low, last.high, last.base, last.is_too_few)


def _by_round(rows: Sequence[_Row]) -> list[_Row]:
    """Put the rows of each round together, the rounds by their last day."""
    last = {row[0]: max(one[3] for one in rows if one[0] == row[0]) for row in rows}
    return sorted(rows, key=lambda row: (last[row[0]], row[0], row[2], row[1]))


def _inspection(rows: Sequence[_Row]) -> Inspection:
    codes = sorted({row[2] for row in rows})
    return Inspection(
        round_code=rows[0][0],
        last=max(row[3] for row in rows),
        score=_score(rows),
        rated_count=sum(row[5] for row in rows),
        grave_count=sum(row[6] for row in rows),
        aspects=tuple(_aspect(code, [row for row in rows if row[2] == code]) for code in codes),
    )


def _aspect(code: str, rows: Sequence[_Row]) -> Aspect:
    by_day, in_dark = (
        _score([row for row in rows if row[1] == light]) for light in ("day", "dark")
    )
    return Aspect(code, by_day, in_dark, sum(row[5] for row in rows))


def _score(rows: Sequence[_Row]) -> float | None:
    """Return the mean rating as 0 to 100."""
    rated = sum(row[5] for row in rows)
    return sum(row[4] for row in rows) / rated / _BEST * _PERCENT if rated else None


def _interviews(rows: Sequence[_Row]) -> Interviews | None:
    rounds = [list(of) for _, of in groupby(rows, key=lambda row: (row[5], row[0]))]
    if not rounds:
        return None
    last = rounds[-1]
    before = {row[1]: row[2] for row in rounds[-2]} if len(rounds) > 1 else None
    themes = [
        Theme(row[1], row[2], row[3], before.get(row[1], 0) if before is not None else None)
        for row in last
    ]
    themes.sort(key=lambda theme: (-(theme.count or 0), theme.theme_code))
    return Interviews(last[0][5], last[0][4], tuple(themes))
