"""Words in code: docstrings, reasons for exemptions, and no shortcuts outside the tests."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, SourceFile, files, plant

LINT_BUDGET = 10
TYPE_BUDGET = 5
LINT = re.compile(r"#\s*(?:ruff:\s*)?noqa\b(?P<rest>.*)")
TYPE = re.compile(r"#\s*type:\s*ignore\b(?P<rest>.*)")
COVER = re.compile(r"#\s*pragma:\s*no (?:cover|branch)\b(?P<rest>.*)")
CODES = re.compile(r"[A-Z]+\d+|\[[a-z, -]+\]")
# What remains after the codes says why, in a word or more.
REASON = re.compile(r"[^\W\d_]{4,}")


def exemptions(root: Path, kind: re.Pattern[str]) -> list[str]:
    """Every comment that exempts a line from a tool, as place and remaining words."""
    return [
        f"{file.path}:{line}:{found['rest']}"
        for file in files(root, ".py")
        for line, comment in _comments(file)
        if (found := kind.search(comment))
    ]


def unexplained(root: Path) -> list[str]:
    """Exemptions without a reason on the line."""
    every = [place for kind in (LINT, TYPE, COVER) for place in exemptions(root, kind)]
    return [place for place in every if not REASON.search(CODES.sub("", place.split(":", 2)[2]))]


def modules_without_words(root: Path) -> list[str]:
    """Python files that do not say in their first line what they own."""
    return [
        f"{file.path}: say in a docstring what it owns"
        for file in files(root, ".py")
        if not ast.get_docstring(ast.parse(file.text))
    ]


def shortcuts(root: Path) -> list[str]:
    """Assertions and prints in the product."""
    product = (file for file in files(root, ".py") if not file.is_test)
    return [fault for file in product for fault in _shortcuts_in(file)]


def _comments(file: SourceFile) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(file.text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _shortcuts_in(file: SourceFile) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.text)):
        if isinstance(node, ast.Assert):
            yield f"{file.path}:{node.lineno}: raise a named error, do not assert"
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print":
            yield f"{file.path}:{node.lineno}: log it, or click.echo on the command line"


def test_exemptions_stay_within_their_budget() -> None:
    assert len(exemptions(ROOT, LINT)) <= LINT_BUDGET, exemptions(ROOT, LINT)
    assert len(exemptions(ROOT, TYPE)) <= TYPE_BUDGET, exemptions(ROOT, TYPE)


def test_each_exemption_gives_its_reason() -> None:
    assert unexplained(ROOT) == []


def test_each_module_says_what_it_owns() -> None:
    assert modules_without_words(ROOT) == []


def test_the_product_neither_asserts_nor_prints() -> None:
    assert shortcuts(ROOT) == []


def test_exemptions_are_counted_and_asked_for_reasons(tmp_path: Path) -> None:
    plant(tmp_path, "config/a.py", "a = 1  # noqa: S608\nb = 2  # type: ignore[misc]\n")
    plant(tmp_path, "config/b.py", "a = 1  # noqa: S608 - the compiler is tested for it\n")
    assert len(exemptions(tmp_path, LINT)) == 2
    assert len(exemptions(tmp_path, TYPE)) == 1
    assert len(unexplained(tmp_path)) == 2


def test_a_silent_module_is_found(tmp_path: Path) -> None:
    assert len(modules_without_words(plant(tmp_path, "config/a.py", "A = 1\n"))) == 1


def test_shortcuts_are_found_in_the_product_only(tmp_path: Path) -> None:
    plant(tmp_path, "tests/a.py", "assert True\n")
    assert len(shortcuts(plant(tmp_path, "config/a.py", "assert True\nprint(1)\n"))) == 2
