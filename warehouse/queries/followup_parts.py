"""Which KPIs of a programme are shown in full, which are folded, and which nobody has measured."""

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from warehouse.queries.followup_rows import KpiFollowup, KpiParts, Registration, Shown
from warehouse.statistics.verdicts import Verdict

_OF_VERDICT: dict[Verdict, Shown] = {
    Verdict.INCREASED: "changed",
    Verdict.DECREASED: "changed",
    Verdict.UNCHANGED: "unchanged",
    Verdict.NO_CERTAIN_CHANGE: "uncertain",
    Verdict.TOO_FEW: "too_few",
}


def kpi_parts(kpis: Iterable[KpiFollowup], registered: Iterable[Registration]) -> KpiParts:
    """Part a programme's KPIs; what was promised stands in full, even where nothing is known."""
    decided = {one.outcome for one in registered}
    full: list[KpiFollowup] = []
    folded: list[KpiFollowup] = []
    silent: list[KpiFollowup] = []
    for row in kpis:
        if row.outcome in decided or row.target is not None:
            full.append(row)
        else:
            (folded if row.has_value else silent).append(row)
    counted = Counter(shown_of(row) for row in (*folded, *silent))
    kinds: tuple[Shown, ...] = get_args(Shown)
    shown = tuple((kind, counted[kind]) for kind in kinds if counted[kind])
    return KpiParts(tuple(full), tuple(folded), tuple(silent), shown)


def shown_of(row: KpiFollowup) -> Shown:
    """Return what a KPI shows at the look that is spoken of."""
    if not row.has_value:
        return "missing"
    verdict = row.latest.verdict if row.latest else None
    return _OF_VERDICT[verdict] if verdict is not None else "not_compared"
