"""Places where nothing unexpected happens: how often does four weeks' sum say otherwise?"""

from collections.abc import Iterator

import numpy as np

from tests.simulations.rows import NO_BAR, Row
from tests.simulations.series import Nature, season, weekly_counts
from warehouse.statistics.inputs import Floats
from warehouse.statistics.signals import four_week_signal, pooled_phi, spread_of

SERIES_A_PLACE, HISTORY, YEAR = 12, 208, 52
_CELLS = (
    (1.0, Nature(1, 0)),
    (1.0, Nature(1.5, 0.3)),
    (2.0, Nature(1.5, 0.3)),
    (5.0, Nature(1.5, 0.3)),
    (10.0, Nature(1.5, 0.3)),
    (5.0, Nature(3, 0.3)),
)


def rows(places: int, seed: int) -> Iterator[Row]:
    """False signals per series and year, many and few together; season +-40 %, four years."""
    for mean, nature in _CELLS:
        setting = f"{mean:g} a week, {nature.label}"
        rng = np.random.default_rng([seed, int(10 * nature.phi), int(mean)])
        monthly = _false_signals(nature, mean, places, (4, rng))
        yield Row("four-week signal, looked at every four weeks", setting, monthly, 0, 0.2, places)
        weekly = _false_signals(nature, mean, max(places // 5, 1), (1, rng))
        yield Row(
            "_not a bar:_ the same looked at every week, new signals",
            setting,
            weekly,
            0,
            NO_BAR,
            places // 5,
        )


def _false_signals(
    nature: Nature, mean: float, places: int, looks: tuple[int, np.random.Generator]
) -> float:
    step, rng = looks
    wave = mean * season(HISTORY + YEAR, 0.4)
    shape = (places * SERIES_A_PLACE, wave.size)
    counts = weekly_counts(nature, wave, shape, rng).reshape(places, SERIES_A_PLACE, -1)
    return sum(_new_signals(place, step) for place in counts) / (places * SERIES_A_PLACE)


def _new_signals(place: Floats, step: int) -> int:
    phi = pooled_phi([spread_of(series[:HISTORY]) for series in place])
    found = 0
    for series in place:
        before = "none"
        for end in range(HISTORY + 4, HISTORY + YEAR + 1, step):
            now = four_week_signal(series[:end], phi).direction
            found += now not in ("none", before)
            before = now
    return found
