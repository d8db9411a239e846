"""Dash executes any file under pages that contains the registration word: keep it in its place."""

from pathlib import Path

from tests.architecture.tree import ROOT, plant, under

WORD = "register_page"
DOOR = "dashboard/navigation.py"


def misplaced_registrations(root: Path) -> list[str]:
    """Files of the dashboard, other than page modules and the door, that contain the word."""
    return [
        f"{file.path}: contains the word {WORD}"
        for file in under(root, "dashboard", ".py")
        if WORD in file.text and str(file.path) != DOOR and not file.path.match("pages/*/page.py")
    ]


def pages_without_registration(root: Path) -> list[str]:
    """Page modules that Dash would never find."""
    pages = (file for file in under(root, "dashboard/pages", ".py") if file.path.name == "page.py")
    return [f"{file.path}: is not registered" for file in pages if WORD not in file.text]


def test_the_registration_word_stands_in_page_modules_only() -> None:
    assert misplaced_registrations(ROOT) == []


def test_each_page_module_is_registered() -> None:
    assert pages_without_registration(ROOT) == []


def test_a_misplaced_registration_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "dashboard/navigation.py", WORD)
    plant(tmp_path, "dashboard/pages/a/page.py", WORD)
    plant(tmp_path, "dashboard/pages/b/page.py", "")
    plant(tmp_path, "dashboard/pages/a/figures.py", f"# like {WORD}")
    assert len(misplaced_registrations(tmp_path)) == 1
    assert len(pages_without_registration(tmp_path)) == 1
