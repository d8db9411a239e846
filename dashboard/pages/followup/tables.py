"""The tables of Uppföljning: KPIs through the programme, the four fields, the plan, the areas."""

from collections.abc import Callable, Iterator

from config.texts import text
from config.words import Language, Words
from dashboard.break_words import with_breaks
from dashboard.components.data_table import Cell, Column, Table
from dashboard.formatting import day, listing, number, percent, period_name, signed
from dashboard.pages.followup.answer import (
    ask,
    effect_name,
    on_started_site,
    range_words,
    today_at,
    value_words,
    verdict_words,
)
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from warehouse.periods import period_of
from warehouse.queries.followup_rows import (
    Field,
    Followup,
    KpiFollowup,
    LookCell,
    LookKey,
    Showing,
)
from warehouse.queries.followup_targets import Target
from warehouse.queries.rows import SourceNote, Suppressed, TrendPoint

_COLUMN = page_texts_under("followup", "column")
_CAPTION = page_texts_under("followup", "caption")
_EVIDENCE = page_texts_under("followup", "evidence")
_STATUS = page_texts_under("followup", "status")
_ASSESSMENT = page_texts_under("followup", "assessment")
_FIELD = page_texts_under("followup", "field")
_ROLE = page_texts_under("followup", "role")
_LOOK = page_texts_under("followup", "look")
_STATE = page_texts_under("followup", "state")
_BASELINE, _CHANGED = page_text("followup", "baseline"), page_text("followup", "baseline.changed")
_TARGET = page_texts_under("followup", "target")
_POINTS = page_text("followup", "points")
_EXPECTED = page_text("followup", "expected")
_LATE, _MOVED = page_text("followup", "late"), page_text("followup", "moved")
_WITHHELD = text("withheld.short")
_MISSING, _NOT_YET = text("figure.no_value"), page_text("followup", "not_yet")
_DASH = "–"
_SHOWINGS: tuple[Showing, ...] = ("wished", "none", "opposite", "unknown")
_LOOKS: tuple[LookKey, ...] = ("12", "24", "now")

TableOf = Callable[[View, Followup], Table]


def kpis_table(view: View, found: Followup) -> Table:
    """Return one row an outcome that was decided: baseline, looks, target and what may be said."""
    start = day(found.started_on, view.language)
    caption = _CAPTION["kpis"](view.language, start=start, months=found.months)
    return _kpi_table(view, caption, found.parts.full)


def rest_table(view: View, found: Followup) -> Table:
    """Return the same of the KPIs that are merely followed."""
    return _kpi_table(view, _CAPTION["rest"](view.language), found.parts.folded)


def _kpi_table(view: View, caption: str, shown: tuple[KpiFollowup, ...]) -> Table:
    language = view.language
    names: tuple[str, ...] = (
        "kpi", "evidence", "baseline", "look12", "look24", "now", "target", "meaning",
    )  # fmt: skip
    rows = tuple(_kpi(row, language) for row in shown)
    if view.state.is_meeting:
        # A shared screen has room for verdicts, but not for sentences.
        names, rows = names[:-1], tuple(row[:-1] for row in rows)
    return Table(caption, _columns(names, language), rows, _MISSING(language))


def values_table(view: View, found: Followup) -> Table:
    """Return one row a KPI and period, as numbers: for the download."""
    language = view.language
    names = ("kpi", "evidence", "look", "first", "last", "value", "base", "low", "high", "change",
             "verdict", "meaning", "as_of")  # fmt: skip
    numbers = ("value", "base", "low", "high", "change")
    columns = tuple(
        Column(_COLUMN[name](language), is_number=name in numbers, decimals=0) for name in names
    )
    rows = tuple(row for kpi in found.kpis for row in _values(kpi, view))
    return Table(_CAPTION["values"](language), columns, rows, _MISSING(language))


def series_table(view: View, found: Followup) -> Table:
    """Return one row a month, latest first, with the measures that began in it."""
    language = view.language
    begun = [(one.started_on, one.number) for one in found.measures if one.started_on]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            period_name(period_of(point.span), language),
            point.value,
            with_breaks(_state_words(point, language), point.span, found.trend.breaks, language),
            ", ".join(no for at, no in begun if point.span.first <= at < point.span.end),
        )
        for point in reversed(found.trend.points)
    )
    columns = (
        Column(_COLUMN[found.trend.bucket](language)),
        Column(found.trend.unit.in_language(language), is_number=True),
        Column(_COLUMN["state"](language)),
        Column(_COLUMN["begun"](language)),
    )
    name = found.effect.outcome_name or found.trend.name
    return Table(name.in_language(language), columns, rows, _MISSING(language))


def _state_words(point: TrendPoint, language: Language) -> str:
    words = _WITHHELD if isinstance(point.value, Suppressed) else _STATE[point.completeness]
    return words(language)


def effect_table(view: View, found: Followup) -> Table:
    """Return one row an area: before, after, and what makes it unfit."""
    language = view.language
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            area.name.in_language(language),
            _ROLE[area.role](language),
            area.before,
            area.after,
            " ".join(words.in_language(language) for words in area.faults),
        )
        for area in found.effect.areas
    )
    columns = (
        Column(_COLUMN["area"](language)),
        Column(_COLUMN["role"](language)),
        Column(_COLUMN["before"](language), is_number=True),
        Column(_COLUMN["after"](language), is_number=True),
        Column(_COLUMN["faults"](language)),
    )
    return Table(effect_name(found.effect, language), columns, rows, _MISSING(language))


def fields_table(view: View, found: Followup) -> Table:
    """Return delivered by shown: which measures stand in each field."""
    language = view.language
    rows = tuple(
        (
            _FIELD[key](language),
            *(_named(found.fields, showing, language, is_delivered=done) for showing in _SHOWINGS),
        )
        for key, done in (("delivered", True), ("undelivered", False))
    )
    names = ("delivery", *(f"showing.{showing}" for showing in _SHOWINGS))
    return Table(_CAPTION["fields"](language), _columns(names, language), rows, _MISSING(language))


def registered_table(view: View, found: Followup) -> Table:
    """Return what was decided: the outcomes and the reference areas, and when."""
    language = view.language
    said = {one.outcome: one for one in found.registered}
    areas = [words.in_language(language) for words in found.registered_areas]
    rows: list[tuple[Cell, ...]] = [
        (
            row.name.in_language(language),
            _EVIDENCE[row.evidence](language),
            said[row.outcome].registered_on,
            _expected(row.expected_percent, language),
        )
        for row in found.kpis
        if row.outcome in said
    ]
    if areas:
        name = _COLUMN["controls"](language, names=listing(areas, language))
        days = [one.registered_on for one in found.registered]
        rows.append((name, _EVIDENCE["area"](language), max(days) if days else _DASH, _DASH))
    names = ("outcome", "evidence", "registered", "expected")
    return Table(
        _CAPTION["registered"](language), _columns(names, language), tuple(rows), _MISSING(language)
    )


def measures_table(view: View, found: Followup) -> Table:
    """Return the plan: one row a measure, with what its number showed; what is late comes first."""
    language, today = view.language, today_at(view)
    fields = {field.measure.number: field for field in found.fields}
    rows = []
    for one in sorted(found.measures, key=lambda one: not one.is_late(today)):
        field, said = fields.get(one.number), [_STATUS[one.status](language)]
        said += [_LATE(language)] if one.is_late(today) else []
        said += [_MOVED(language)] if one.moved_count else []
        rows.append(
            (
                f"{one.number} {one.title}",
                ", ".join(said),
                one.due_on or _DASH,
                one.organisation or _DASH,
                one.started_on or _DASH,
                _words(field.why if field else None, language),
                _ASSESSMENT[one.assessment](language) if one.assessment else _DASH,
            )
        )
    names = ("measure", "status", "due", "organisation", "started", "shown", "assessment")
    return Table(
        _CAPTION["measures"](language), _columns(names, language), tuple(rows), _MISSING(language)
    )


TABLES: dict[str, TableOf] = {
    "kpis": kpis_table,
    "rest": rest_table,
    "series": series_table,
    "effect": effect_table,
    "fields": fields_table,
    "registered": registered_table,
    "measures": measures_table,
}
# What is folded is in the download of what is not.
DOWNLOADS: dict[str, TableOf] = {
    **{name: table for name, table in TABLES.items() if name != "rest"},
    "kpis": values_table,
}


def download(name: str) -> Callable[[View], tuple[Table, tuple[SourceNote, ...]]]:
    """Return what answers the download of one table; a place without a start gives no rows."""

    def answered(view: View) -> tuple[Table, tuple[SourceNote, ...]]:
        place = on_started_site(view)
        found = ask(place)
        if found is None:
            empty = _CAPTION["empty"](view.language)
            return Table(empty, (Column(_COLUMN["kpi"](view.language)),), (), ""), ()
        sources = found.plan_sources if name in ("fields", "measures") else found.sources
        return DOWNLOADS[name](place, found), sources

    return answered


def _columns(names: tuple[str, ...], language: Language) -> tuple[Column, ...]:
    return tuple(Column(_COLUMN[name](language)) for name in names)


def _kpi(row: KpiFollowup, language: Language) -> tuple[Cell, ...]:
    latest = row.latest
    statement = latest.statement.whole if latest and latest.statement else None
    meaning = statement or (latest.reason if latest else None)
    return (
        row.name.in_language(language),
        _EVIDENCE[row.evidence](language),
        _baseline(row, language),
        *(_look(row.cell(key), row, language) for key in _LOOKS),
        _target(row, language),
        _words(meaning, language),
    )


def _baseline(row: KpiFollowup, language: Language) -> str:
    found = row.baseline
    if row.baseline_withheld is not None:
        return value_words(row.baseline_withheld, None, row, language)
    if found is None or found.value is None:
        return _MISSING(language)
    value = value_words(found.value, found.base, row, language)
    said = range_words(found.low, found.high, row, language)
    written = _BASELINE(language, value=value, range=said) if said else value
    is_changed = found.is_definition_changed or found.is_boundary_changed
    return f"{written}. {_CHANGED(language)}" if is_changed else written


def _look(cell: LookCell | None, row: KpiFollowup, language: Language) -> str:
    if cell is None:
        return _NOT_YET(language)
    value = value_words(cell.value, cell.base, row, language) or _MISSING(language)
    verdict = verdict_words(cell.verdict, language)
    return f"{value} · {verdict}" if verdict else value


def _target(row: KpiFollowup, language: Language) -> str:
    said = [_expected(row.expected_percent, language)] if row.expected_percent is not None else []
    if row.target is not None:
        said.append(_standing(row.target, row, language))
    return "; ".join(said) or _DASH


def _standing(target: Target, row: KpiFollowup, language: Language) -> str:
    """Say a target and how it stands; with a decimal where the rounded numbers look alike."""
    decimals = 0 if row.is_share else row.decimals
    latest = None if target.latest is None else _exact(target.latest, row, language, decimals)
    value = _exact(target.value, row, language, decimals)
    is_alike = latest == value and target.standing in ("near", "missed")
    if is_alike and target.latest is not None:
        value, latest = (
            _exact(one, row, language, decimals + 1) for one in (target.value, target.latest)
        )
    near = _margin(target.margin or 0.0, row, language)
    said = _TARGET[target.standing or "open"](language, value=value, margin=near)
    return _TARGET["latest"](language, standing=said, latest=latest) if is_alike else said


def _exact(value: float, row: KpiFollowup, language: Language, decimals: int) -> str:
    write = percent if row.is_share else number
    return write(value, language, decimals)


def _margin(margin: float, row: KpiFollowup, language: Language) -> str:
    if row.is_share:
        return _POINTS(language, count=number(margin * 100, language))
    decimals = row.decimals if margin >= 1 else max(row.decimals, 1)
    return number(margin, language, decimals)


def _expected(percent: float | None, language: Language) -> str:
    return _DASH if percent is None else _EXPECTED(language, change=signed(percent, language))


def _values(row: KpiFollowup, view: View) -> Iterator[tuple[Cell, ...]]:
    language, version = view.language, view.catalogue.version
    name, evidence = row.name.in_language(language), _EVIDENCE[row.evidence](language)
    if row.baseline:
        one = row.baseline
        yield (
            name, evidence, _LOOK["baseline"](language), one.span.first, one.span.last, one.value,
            one.base, one.low, one.high, None, "", "", one.version,
        )  # fmt: skip
    for cell in row.cells:
        said = cell.statement.whole if cell.statement else cell.reason
        yield (
            name, evidence, _LOOK[cell.key](language), cell.span.first, cell.span.last, cell.value,
            cell.base, None, None, cell.change, verdict_words(cell.verdict, language),
            _words(said, language), version,
        )  # fmt: skip


def _named(
    fields: tuple[Field, ...], showing: Showing, language: Language, *, is_delivered: bool
) -> str:
    found = [
        field.measure.number
        for field in fields
        if field.showing == showing and field.measure.is_delivered == is_delivered
    ]
    return _FIELD["some"](language, count=len(found), names=", ".join(found)) if found else _DASH


def _words(words: Words | None, language: Language) -> str:
    return words.in_language(language) if words else _DASH
