"""Where things may live: fixed folders, folder READMEs, empty package files, honest names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from tests.architecture.tree import ROOT, SourceFile, files, paths, plant

FOLDERS = {".ci", "assets", "config", "dashboard", "data_pipeline", "docs", "tests", "warehouse"}
ROOT_MODULES = {"platsbild.py"}
CODE = {".py", ".sql", ".js", ".css"}
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"}
README_LINES = 60
UNLISTED = {"README.md", "__init__.py"}


def misplaced(root: Path) -> list[str]:
    """Folders and modules at the root that are not among the agreed ones."""
    tops = {path.parts[0] for path in paths(root) if len(path.parts) > 1}
    modules = {path.name for path in paths(root) if len(path.parts) == 1 and path.suffix == ".py"}
    return sorted(
        f"{name}: not a place of ours" for name in tops - FOLDERS | modules - ROOT_MODULES
    )


def readme_faults(root: Path) -> list[str]:
    """Code folders without a README, READMEs too long, and files they do not name.

    A README may name files by pattern (`stg_<source>.sql`), so that a recipe stays short.
    Python files in packages are named one by one. A page's folder and the folders of tests
    are described by the README above them.
    """
    return [fault for folder in _code_folders(root) for fault in _faults_in(root, folder)]


def full_package_files(root: Path) -> list[str]:
    """Package files that hold more, or less, than one docstring."""
    inits = (file for file in files(root, ".py") if file.path.name == "__init__.py")
    return [f"{file.path}: hold one docstring only" for file in inits if not _is_docstring(file)]


def empty_names(root: Path) -> list[str]:
    """Modules whose name says nothing about what they own."""
    code = (path for path in paths(root) if path.suffix in CODE)
    return [f"{path}: name what it owns" for path in code if EMPTY_NAMES & _words(path)]


def _code_folders(root: Path) -> list[PurePosixPath]:
    folders = {path.parent for path in paths(root) if path.suffix in CODE and len(path.parts) > 1}
    return sorted(folder for folder in folders if not _is_described_above(folder))


def _is_described_above(folder: PurePosixPath) -> bool:
    is_page = folder.parts[:2] == ("dashboard", "pages") and len(folder.parts) > 2
    is_test_folder = folder.parts[0] == "tests" and folder.parts[1:] not in ((), ("architecture",))
    return is_page or is_test_folder


def _faults_in(root: Path, folder: PurePosixPath) -> Iterator[str]:
    readme = root / folder / "README.md"
    if not readme.is_file():
        yield f"{folder}: has code and no README.md"
        return
    text = readme.read_text(encoding="utf-8")
    if len(text.splitlines()) > README_LINES:
        yield f"{folder}/README.md: more than {README_LINES} lines"
    patterns = [_as_expression(word) for word in re.findall(r"`([^`\s]*<[^`\s]*)`", text)]
    for path in paths(root):
        is_listed = path.parent == folder and path.name not in UNLISTED
        if is_listed and path.name not in text and not _is_matched(path, patterns):
            yield f"{folder}/README.md: does not name {path.name}"


def _as_expression(pattern: str) -> str:
    parts = re.split(r"<[^>]*>", pattern)
    return ".+".join(re.escape(part) for part in parts)


def _is_matched(path: PurePosixPath, patterns: list[str]) -> bool:
    is_module = path.suffix == ".py" and not path.name.startswith("test_")
    return not is_module and any(re.fullmatch(pattern, path.name) for pattern in patterns)


def _is_docstring(file: SourceFile) -> bool:
    tree = ast.parse(file.text)
    return len(tree.body) == 1 and bool(ast.get_docstring(tree))


def _words(path: PurePosixPath) -> set[str]:
    return set(re.split(r"[-_.]", path.stem.lower()))


def test_folders_and_modules_at_the_root_are_the_agreed_ones() -> None:
    assert misplaced(ROOT) == []


def test_each_code_folder_has_a_short_readme_that_names_its_files() -> None:
    assert readme_faults(ROOT) == []


def test_package_files_hold_one_docstring() -> None:
    assert full_package_files(ROOT) == []


def test_no_module_is_named_after_nothing() -> None:
    assert empty_names(ROOT) == []


def test_a_new_top_folder_and_a_loose_module_are_found(tmp_path: Path) -> None:
    plant(tmp_path, "extras/a.txt", "")
    assert len(misplaced(plant(tmp_path, "loose.py", ""))) == 2


def test_a_missing_or_silent_or_long_readme_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "config/a.py", "")
    plant(tmp_path, "warehouse/b.py", "")
    plant(tmp_path, "warehouse/README.md", "`<any>.py`\n" * 61)
    assert len(readme_faults(tmp_path)) == 3


def test_a_pattern_in_a_readme_names_files_that_are_found_by_folder(tmp_path: Path) -> None:
    plant(tmp_path, "warehouse/models/README.md", "`stg_<source>.sql`")
    assert readme_faults(plant(tmp_path, "warehouse/models/stg_a.sql", "")) == []


def test_code_in_a_package_file_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "config/__init__.py", "")
    assert full_package_files(plant(tmp_path, "warehouse/__init__.py", '"""A."""\nB = 1\n')) == [
        "config/__init__.py: hold one docstring only",
        "warehouse/__init__.py: hold one docstring only",
    ]


def test_a_module_named_after_nothing_is_found(tmp_path: Path) -> None:
    assert len(empty_names(plant(tmp_path, "config/date_utils.py", ""))) == 1
