"""`python -m tests.bench.drafts [part of a path | demo]`: drafts of contracts, and lines to change.

Each file under ../shared/data is drafted with no help and tried. Where a contract written by hand
exists (tests/instances), pieces of it are put into the draft, one line after another, until both
load the same values; the number of those lines is what is counted. `status: live` is always one.
"""

import datetime as dt
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click
import yaml

from config.instance import Instance, read_instance
from config.kinds import kinds
from config.sources import Source
from data_pipeline.demo.write import write_demo
from data_pipeline.errors import FileRefusedError
from data_pipeline.landing_columns import TIME_IS_KNOWN
from data_pipeline.profiling.new_source import write_new_source
from data_pipeline.profiling.trial import Trial, try_source
from tests.bench.landed import Loaded, load_once
from tests.real_data import SHARED, inbox_patterns, make

NOW = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
AIM = 3
# No files of rows: map layers, lists of codes, formats without a reader, a failed download.
NO_SOURCES = ("geo/chicago/*", "geo/sweden/landuse*.shp", "geo/sweden/swedish_*", "ugly/*.geojson",
              "geo/sweden/nvdb_goteborg_geojson/NVDB*", "incidents/chicago/iucr*",
              "incidents/polisen_se/snapshots/2023-07-14*")  # fmt: skip
PARTS = (".cpg", ".dbf", ".prj", ".shx", ".md", ".gpkg-shm", ".gpkg-wal")
_PLACING = {kind.date_field for kind in kinds().values()}
Raw = dict[str, Any]
Change = Callable[[Raw], Raw]


@dataclass
class Outcome:
    """What came of one file: the trial of its draft, and the lines that had to be changed."""

    file: str
    kind: str = "–"
    trial: Trial | None = None
    changed: list[str] = field(default_factory=list)
    line_count: int = 0
    is_equal: bool = True
    is_compared: bool = False
    said: str = ""
    seconds: float = 0.0

    @property
    def is_within(self) -> bool:
        """Say whether few enough lines had to be changed for it to load right."""
        return self.trial is not None and self.is_equal and self.line_count <= AIM


def main(chosen: list[str]) -> None:
    """Print one line a file, then the shares."""
    if chosen == ["demo"]:
        with tempfile.TemporaryDirectory() as name:
            measure_demo(Path(name))
        return
    click.echo("| file | kind | records | taken | rejected | lines | changed | s |")
    click.echo("|" + "---|" * 8)
    loadable: list[Outcome] = []
    with tempfile.TemporaryDirectory() as name:
        for path in real_files(chosen):
            outcome = measure_real(path, Path(name))
            click.echo(_row(outcome))
            if not _is_no_source(path):
                loadable.append(outcome)
    within = sum(outcome.is_within for outcome in loadable)
    click.echo(f"within {AIM} lines: {within} of {len(loadable)} files")
    shapes: dict[str, list[bool]] = {}
    for outcome in loadable:
        shapes.setdefault(_contract_of(SHARED / outcome.file)[1] or outcome.file, []).append(
            outcome.is_within
        )
    whole = sum(all(found) for found in shapes.values())
    click.echo(f"within {AIM} lines: {whole} of {len(shapes)} sorts of files")


def real_files(chosen: list[str]) -> Iterator[Path]:
    """Yield every file of the shared data that is not a part of another."""
    for path in sorted(SHARED.rglob("*")):
        if path.is_file() and path.suffix not in PARTS and path.name != "truth.json":
            name = str(path.relative_to(SHARED))
            if not chosen or any(part in name for part in chosen):
                yield path


def measure_demo(folder: Path) -> None:
    """Print one line for the newest file of each source of the made-up town."""
    write_demo(folder / "demo", NOW.date())
    instance, _ = read_instance(folder / "demo")
    found = []
    for source_id in instance.sources:
        if list((instance.inbox / source_id).glob("*")):
            path = max(p for p in (instance.inbox / source_id).iterdir() if "smutsig" not in p.name)
            found.append(measure(path, folder, instance, source_id))
            click.echo(_row(found[-1]))
    within = sum(outcome.is_within for outcome in found)
    click.echo(f"within {AIM} lines: {within} of {len(found)} made-up files")


def measure_real(path: Path, folder: Path) -> Outcome:
    """Measure one file of the shared data."""
    name, source_id = _contract_of(path)
    return measure(path, folder, _instance(name, folder), source_id)


def measure(path: Path, folder: Path, instance: Instance, source_id: str | None) -> Outcome:
    """Draft, try and mend the contract of one file."""
    began = time.perf_counter()
    if path.suffix == ".gpkg":
        # A database is written to where it lies, even when it is only read.
        path = Path(shutil.copy(path, folder / path.name))
    outcome = Outcome(_short(path))
    try:
        made = write_new_source(instance.folder, path, "utkast", NOW.date())
    except FileRefusedError as refusal:
        outcome.said = refusal.found.en
        return outcome
    made.path.unlink()
    outcome.kind = made.kind
    draft: Raw = yaml.safe_load(made.text)
    if made.faults:
        outcome.said, outcome.is_equal = made.faults[0].en, False
        return outcome
    tried = replace(instance, sources={"utkast": Source.model_validate(draft)})
    outcome.trial = try_source(tried, "utkast", path, NOW)
    outcome.line_count = 1
    outcome.is_compared = source_id is not None
    if source_id:
        gold = instance.folder / "sources" / f"{source_id}.yaml"
        _mend(outcome, draft, yaml.safe_load(gold.read_text("utf-8")), path)
    outcome.seconds = time.perf_counter() - began
    return outcome


def _mend(outcome: Outcome, draft: Raw, gold: Raw, path: Path) -> None:
    """Put lines of the hand-written contract into the draft until both load the same."""
    wanted = load_once(gold, path, gold)
    if draft["kind"] != gold["kind"]:
        outcome.is_equal, outcome.said = False, f"kind, wanted {gold['kind']}"
        return
    found = load_once(draft, path, gold)
    for what, changed, lines in _steps(draft, gold):
        if _are_equal(found, wanted):
            break
        if not _helps(what, found, wanted):
            continue
        better = load_once(changed(draft), path, gold)
        if _equal_count(better, wanted) > _equal_count(found, wanted):
            draft, found = changed(draft), better
            outcome.changed.append(what)
            outcome.line_count += lines
    outcome.is_equal = _are_equal(found, wanted)
    if bool(draft.get("everywhere")) != bool(gold.get("everywhere")):
        outcome.changed.append("everywhere")
        outcome.line_count += 1
    kept = set(Source.model_validate(draft).read_headings())
    for heading in kept & set(gold.get("personal", [])):
        outcome.changed.append(f"personal {heading}")
        outcome.line_count += 1


def _steps(draft: Raw, gold: Raw) -> Iterator[tuple[str, Change, int]]:
    """Yield each line that differs: its name, how to change it, and how many lines it is."""
    for key in ("layout", "wide", "keep", "leave_out", "constants"):
        if draft.get(key) != gold.get(key):
            yield key, _with_key(key, gold), 1
    ours = {column["to"]: column for column in draft["columns"]}
    for column in gold["columns"]:
        if ours.get(column["to"]) != column:
            known = ours.get(column["to"], {}).get("values", {})
            words = [word for word in column.get("values", {}) if word not in known]
            yield f"column {column['to']}", _with_column(column), 1 + max(0, len(words) - AIM)
    for code, question in gold.get("questions", {}).items():
        yield f"question {code}", _with_question(code, question), 1


def _with_key(key: str, gold: Raw) -> Change:
    def changed(draft: Raw) -> Raw:
        rest = {name: value for name, value in draft.items() if name != key}
        return rest | ({key: gold[key]} if key in gold else {})

    return changed


def _helps(what: str, found: Loaded, wanted: Loaded) -> bool:
    """Say whether a line can matter: whole rows differ, or the values of its own field."""
    sort, _, name = what.partition(" ")
    if sort in {"column", "question"} and found.refused is None:
        keys = [f"{sort}:{name}"] if sort == "question" else [name]
        keys += [TIME_IS_KNOWN] if name in _PLACING else []
        return any(found.digests.get(key) != wanted.digests.get(key) for key in keys)
    return True


def _with_column(column: Raw) -> Change:
    def changed(draft: Raw) -> Raw:
        others = [one for one in draft["columns"] if one["to"] != column["to"]]
        return draft | {"columns": [*others, column]}

    return changed


def _with_question(code: str, question: Raw) -> Change:
    def changed(draft: Raw) -> Raw:
        headings = set(question["from"])
        others = {
            name: q for name, q in draft["questions"].items() if not headings & set(q["from"])
        }
        return draft | {"questions": others | {code: question}}

    return changed


def _are_equal(found: Loaded, wanted: Loaded) -> bool:
    same = all(found.digests.get(name) == digest for name, digest in wanted.digests.items())
    return same and (found.refused is None) == (wanted.refused is None)


def _equal_count(found: Loaded, wanted: Loaded) -> int:
    if found.refused is not None:
        return -1
    return sum(found.digests.get(name) == digest for name, digest in wanted.digests.items())


def _contract_of(path: Path) -> tuple[str, str | None]:
    """Return the instance and the hand-written source of a real file."""
    for instance in ("chicago", "world"):
        for source_id, patterns in inbox_patterns(instance).items():
            if any(path in SHARED.glob(pattern) for pattern in patterns):
                return instance, source_id
    return "world", None


def _instance(name: str, folder: Path) -> Instance:
    target = folder / name
    if not target.exists():
        make(name, target)
    instance, _ = read_instance(target)
    return instance


def _is_no_source(path: Path) -> bool:
    return any(path in SHARED.glob(pattern) for pattern in NO_SOURCES)


def _short(path: Path) -> str:
    return str(path.relative_to(SHARED)) if path.is_relative_to(SHARED) else path.name


def _row(outcome: Outcome) -> str:
    tried = outcome.trial
    counts = (
        [tried.record_count, tried.accepted_count, tried.rejected_count] if tried else ["–"] * 3
    )
    if tried and tried.refused:
        outcome.said = tried.refused.en
    lines = str(outcome.line_count) if outcome.is_equal and tried else "–"
    said = outcome.said[:90] or ", ".join(["status", *outcome.changed])
    said += "" if outcome.is_compared or not tried else " (no contract to compare with)"
    cells = [outcome.file[-58:], outcome.kind, *counts, lines, said, f"{outcome.seconds:.1f}"]
    return "| " + " | ".join(map(str, cells)) + " |"


if __name__ == "__main__":
    main(sys.argv[1:])
