"""Every published case is reproduced by the shipped functions, within its own tolerance."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.unit.statistics.published import CASES

FILE = Path(__file__).parents[2] / "fixtures" / "stat_cases.json"
STORED: dict[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads(FILE.read_text(encoding="utf-8"))["cases"]
}


def test_every_stored_case_has_a_function_and_the_other_way_round() -> None:
    assert set(CASES) == set(STORED)
    assert len(STORED) == 27


@pytest.mark.parametrize("name", STORED)
def test_a_published_case_is_reproduced(name: str) -> None:
    case = STORED[name]
    found = CASES[name](case["inputs"])
    tolerance = case["tolerance_abs"]
    for key, expected in case["expected"].items():
        allowed = tolerance[key] if isinstance(tolerance, dict) else tolerance
        gap = np.abs(np.asarray(found[key], dtype=float) - np.asarray(expected, dtype=float))
        assert gap.max() <= allowed, key


def test_a_case_without_a_function_is_found() -> None:
    assert {"new-case", *STORED} - set(CASES) == {"new-case"}
