"""Colours live in the token file; styles live in one file per component."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, SourceFile, files, plant

TOKENS = "assets/00-tokens.css"
HEX = re.compile(r"(?<![\w&/-])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b", re.IGNORECASE)
STYLE = re.compile(r"<style\b", re.IGNORECASE)
FORCE = re.compile(r"!\s*important", re.IGNORECASE)
SHEET = re.compile(r"assets/(?:\d\d-[a-z-]+|components/[a-z-]+)\.css")
RULE = re.compile(r"([^{}]+)\{")
STEP = re.compile(r"\s*(?:@|from\b|to\b|[\d.]+%)")


def loose_colours(root: Path) -> list[str]:
    """Hex colours outside the token file."""
    ours = (file for file in _ours(root, ".py", ".css", ".js") if str(file.path) != TOKENS)
    return [f"{file.path}: {colour}" for file in ours for colour in HEX.findall(_values(file))]


def forced_styles(root: Path) -> list[str]:
    """Style elements in markup, and rules that shout."""
    return [
        f"{file.path}: {found[0]}"
        for file in _ours(root, ".py", ".css", ".js", ".html")
        for needle in (STYLE, FORCE)
        if (found := needle.search(_values(file)))
    ]


def stray_styles(root: Path) -> list[str]:
    """Style files in the wrong place, and component rules that name another component."""
    sheets = _ours(root, ".css")
    misplaced = [f"{s.path}: not a style file's place" for s in sheets if not _is_placed(s)]
    return misplaced + [rule for sheet in sheets for rule in _foreign_rules(sheet)]


def _ours(root: Path, *suffixes: str) -> list[SourceFile]:
    return [f for f in files(root, *suffixes) if not f.is_vendored and not f.is_test]


def _values(file: SourceFile) -> str:
    """The text that can reach a page: strings of Python, and style without its comments."""
    if file.path.suffix != ".py":
        return re.sub(r"/\*.*?\*/", "", file.text, flags=re.DOTALL)
    constants = (node for node in ast.walk(ast.parse(file.text)) if isinstance(node, ast.Constant))
    return "\n".join(node.value for node in constants if isinstance(node.value, str))


def _is_placed(sheet: SourceFile) -> bool:
    return SHEET.fullmatch(str(sheet.path)) is not None


def _foreign_rules(sheet: SourceFile) -> Iterator[str]:
    if sheet.path.parent.name != "components":
        return
    for selector in RULE.findall(_values(sheet)):
        if not STEP.match(selector) and f".{sheet.path.stem}" not in selector:
            yield f"{sheet.path}: {' '.join(selector.split())} does not name .{sheet.path.stem}"


def test_colours_live_in_the_token_file() -> None:
    assert loose_colours(ROOT) == []


def test_no_style_is_inline_or_forced() -> None:
    assert forced_styles(ROOT) == []


def test_each_component_has_one_style_file() -> None:
    assert stray_styles(ROOT) == []


def test_a_loose_colour_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "assets/00-tokens.css", ":root { --ink: #123456; }")
    plant(tmp_path, "assets/10-base.css", "/* #fff */ a { color: #FFF; } #main { top: 0 }")
    assert len(loose_colours(plant(tmp_path, "dashboard/a.py", "INK = '#1a2b3c'  # not #fff"))) == 2


def test_forced_and_inline_styles_are_found(tmp_path: Path) -> None:
    plant(tmp_path, "assets/10-base.css", "a { top: 0 !important; }")
    assert len(forced_styles(plant(tmp_path, "dashboard/a.py", "HEAD = '<style>a{}</style>'"))) == 2


def test_stray_styles_are_found(tmp_path: Path) -> None:
    plant(tmp_path, "dashboard/a.css", "")
    plant(tmp_path, "assets/components/kpi-tile.css", ".kpi-tile__value { } .map { }")
    assert len(stray_styles(tmp_path)) == 2
