"""Writes what somebody decided about the review queues: aliases of places, mappings of codes."""

import csv
import fcntl
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.instance import read_instance
from config.place_aliases import FILE, NOT_OURS
from data_pipeline.errors import DecisionRefusedError

_ALIAS, _CODE = ("place_name", "site"), ("code", "category")


def add_alias(folder: Path, place_name: str, site: str) -> None:
    """Let a sender's text stand for a place, or for none of ours, from the next build on.

    Raises:
        DecisionRefusedError: there is no such place, or the text stands for another one.
    """
    with _one_at_a_time(folder):
        instance, _ = read_instance(folder)
        if site not in instance.sites and site != NOT_OURS:
            raise DecisionRefusedError("decide.no_site", site=site)
        known = instance.place_aliases.get(place_name.lower(), site)
        if known != site:
            raise DecisionRefusedError("decide.alias_taken", value=place_name, site=known)
        if place_name.lower() not in instance.place_aliases:
            _append(folder / "mappings" / FILE, dict(zip(_ALIAS, (place_name, site), strict=True)))


def add_code(folder: Path, source_id: str, code: str, category: str) -> None:
    """Let a sender's code stand for a category from the next build on.

    Raises:
        DecisionRefusedError: the source, its map or the category cannot take it.
    """
    with _one_at_a_time(folder):
        instance, _ = read_instance(folder)
        source = instance.sources.get(source_id)
        if source is None or source.category_map is None:
            raise DecisionRefusedError("decide.no_map", source=source_id)
        found = instance.categories.get(category)
        if found is None or found.kind != source.kind:
            raise DecisionRefusedError("decide.no_category", category=category, kind=source.kind)
        if found.sensitive and source.sensitivity != "protected":
            raise DecisionRefusedError("decide.sensitive", category=category, source=source_id)
        codes = instance.code_maps.get(source.category_map, ())
        if any(code.lower() == known.code.lower() for known in codes):
            raise DecisionRefusedError("decide.code_taken", value=code, map=source.category_map)
        path = folder / "mappings" / f"{source.category_map}.csv"
        _append(path, dict(zip(_CODE, (code, category), strict=True)))


def _append(path: Path, row: dict[str, str]) -> None:
    """Add one line to a CSV of facts, whole or not at all; its other columns stay empty."""
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ",".join(row) + "\n"
    headings = csv.DictReader(io.StringIO(text, newline="")).fieldnames or list(row)
    line = io.StringIO()
    csv.DictWriter(line, headings, restval="", lineterminator="\n").writerow(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.half")
    half.write_text(f"{text.rstrip()}\n{line.getvalue()}", encoding="utf-8")
    half.replace(path)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    var = folder / "var"
    var.mkdir(parents=True, exist_ok=True)
    with (var / "decisions.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
