"""Decision records are numbered 1, 2, 3 ... and never leave a gap."""

import re
from pathlib import Path

from tests.architecture.tree import ROOT, files, plant

HEADING = re.compile(r"^## \D{0,9}?(\d+)\b", re.MULTILINE)


def record_numbers(root: Path) -> list[int]:
    """The numbers of the records, in the order in which they stand."""
    records = (file for file in files(root, ".md") if str(file.path) == "DECISIONS.md")
    return [int(number) for file in records for number in HEADING.findall(file.text)]


def test_records_are_numbered_without_gaps() -> None:
    numbers = record_numbers(ROOT)
    assert numbers == list(range(1, len(numbers) + 1))


def test_numbers_are_read_from_the_headings(tmp_path: Path) -> None:
    text = "# Decisions\n## 1. One\n### 9 steps\n## 0003 - Three\n"
    assert record_numbers(plant(tmp_path, "DECISIONS.md", text)) == [1, 3]
