"""The busiest hours through the whole pipeline: the page, the frozen baseline, and who sees it."""

import datetime as dt
import random
from collections import Counter
from pathlib import Path

from tests.tiny import crime, crimes, tiny
from tests.warehouse.test_baselines import SITE
from warehouse.periods import Span
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.rows import Question, Suppressed
from warehouse.viewer import Viewer

YEAR = Span(dt.date(2025, 1, 1), dt.date(2026, 1, 1))


def test_the_page_and_the_baseline_agree_with_a_slow_count_and_shared_files_hold_none(
    tmp_path: Path,
) -> None:
    dice = random.Random(5)
    days = [YEAR.first + dt.timedelta(days=at) for at in range(365)]
    times = [(day, dice.choice((2, 15, 21, 22, 23, *range(24)))) for day in days for _ in range(2)]
    times += [(dt.date(2026, 1, 1) + dt.timedelta(days=at), 12) for at in range(300)]
    made = tiny(tmp_path / "prov")
    made.fact("sites/torget.yaml", SITE)
    rows = (crime(at, Tid=f"{day} {hour:02}:30") for at, (day, hour) in enumerate(times))
    made.drop("polis", "a.csv", crimes(*rows))
    made.build()
    hours = Counter((day.isoweekday(), hour) for day, hour in times if day < YEAR.end)
    top = sum(count for _, count in hours.most_common(20))
    asked = Question("torget", YEAR, None)
    seen = {
        profile: next(
            one
            for one in kpi_figures(made.files(), Viewer(profile), asked, made.now.date())
            if one.kpi_id == "hot_hours_share"
        )
        for profile in ("internal", "coordinator", "partner", "public")
    }
    internal = seen.pop("internal")
    assert (internal.value, internal.base) == (top / 730, 730)
    assert made.rows(
        "select value, numerator, denominator from mart_baseline "
        "where kpi_id = 'hot_hours_share' and category_ids = ''"
    ) == [(top / 730, top, 730)]
    for figure in seen.values():
        assert isinstance(figure.value, Suppressed)
        assert figure.value.causes == ("never",)
