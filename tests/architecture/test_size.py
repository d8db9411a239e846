"""How long a file, a function, a callback, a model and a fact may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, SourceFile, files, plant

FILE_LINES = 400
PAGE_LINES = 200
MODEL_LINES = 80
FACT_LINES = 80
FUNCTION_LINES = 40
CALLBACK_LINES = 25
# Dictionaries of words grow with the product; each of their entries is short.
DICTIONARIES = {
    "field_names.yaml",
    "messages.yaml",
    "terms.yaml",
    "text.yaml",
    "sentences.yaml",
    "texts.yaml",
    "words.yaml",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def long_files(root: Path) -> list[str]:
    """Files of ours that are longer than their kind may be."""
    ours = (file for file in files(root, ".py", ".sql", ".js", ".css", ".yaml"))
    return [
        f"{file.path}: {file.line_count} lines, at most {_limit(file)}"
        for file in ours
        if not file.is_vendored and file.line_count > _limit(file)
    ]


def long_functions(root: Path) -> list[str]:
    """Functions and callbacks that are longer than they may be, signature included."""
    return [fault for file in files(root, ".py") for fault in _long_functions_in(file)]


def _limit(file: SourceFile) -> int:
    if file.path.name == "page.py" and file.path.parts[:2] == ("dashboard", "pages"):
        return PAGE_LINES
    if file.path.suffix == ".sql":
        return MODEL_LINES
    if file.path.suffix == ".yaml" and file.path.name not in DICTIONARIES:
        return FACT_LINES
    return FILE_LINES


def _long_functions_in(file: SourceFile) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.text)):
        if isinstance(node, Function):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            limit = CALLBACK_LINES if _is_callback(node) else FUNCTION_LINES
            if length > limit:
                yield f"{file.path}:{node.lineno}: {node.name} has {length} lines, at most {limit}"


def _is_callback(node: Function) -> bool:
    calls = (d.func if isinstance(d, ast.Call) else d for d in node.decorator_list)
    return any(ast.unparse(call).split(".")[-1] == "callback" for call in calls)


def test_files_stay_within_their_kind() -> None:
    assert long_files(ROOT) == []


def test_functions_and_callbacks_stay_short() -> None:
    assert long_functions(ROOT) == []


def test_each_kind_of_long_file_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "config/a.py", "\n" * 401)
    plant(tmp_path, "dashboard/pages/x/page.py", "\n" * 201)
    plant(tmp_path, "warehouse/models/core/core_a.sql", "\n" * 81)
    plant(tmp_path, "config/kpis/a.yaml", "\n" * 81)
    plant(tmp_path, "config/texts.yaml", "\n" * 81)
    assert len(long_files(tmp_path)) == 4


def test_a_long_function_and_a_long_callback_are_found(tmp_path: Path) -> None:
    long_body = "    pass\n"
    plant(tmp_path, "config/a.py", "def f():\n" + long_body * 40)
    plant(tmp_path, "dashboard/b.py", "@callback()\ndef g():\n" + long_body * 25)
    plant(tmp_path, "dashboard/c.py", "def h():\n" + long_body * 25)
    assert [fault.split(":")[0] for fault in long_functions(tmp_path)] == [
        "config/a.py",
        "dashboard/b.py",
    ]
