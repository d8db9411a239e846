"""Builds a version: inbox, land, staging, core, marts, check, protect, publish."""

import datetime as dt
import errno
import hashlib
import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version as product_version
from pathlib import Path
from typing import Any

import duckdb

from config.errors import FactProblem
from config.instance import Instance, read_instance
from config.loading import Problems
from config.privacy import privacy
from data_pipeline import said
from data_pipeline.archive import Archive
from data_pipeline.areas import Area, site_areas
from data_pipeline.audience_files import (
    PROFILES,
    SharedFiles,
    kept_leaves,
    shared_files,
    write_common,
    write_internal,
)
from data_pipeline.baselines import Freezer, due_sites
from data_pipeline.basemap import basemap_geojson
from data_pipeline.digests import Digests
from data_pipeline.engine import (
    landed_tables,
    published_tables,
    run_checks,
    run_models,
    span_of,
)
from data_pipeline.errors import DiskFullError, FileRefusedError
from data_pipeline.inbox import Inbox, active_loads, look_in
from data_pipeline.kept import Making, begin, digest, keep
from data_pipeline.kpi_marts import run_kpis
from data_pipeline.land import Landed, land, prepare
from data_pipeline.ledger import Ledger, Load
from data_pipeline.lock import build_lock
from data_pipeline.parts import Parts
from data_pipeline.progress import Progress
from data_pipeline.protect import (
    GUARD_READS,
    Frozen,
    Protected,
    Unchanged,
    closed_quarters,
    next_closing,
    protect,
    reaches,
)
from data_pipeline.publish import Draft, clear_old, current_manifest
from data_pipeline.reference import Facts, Message, fill, message_rows, write_reference
from data_pipeline.replaced import Replacing
from data_pipeline.store import Store
from data_pipeline.withdrawing import clear_withdrawn
from warehouse.catalog import models, sql_text

_log = logging.getLogger("platsbild.build")
Current = dict[str, Any] | None
"""The manifest of the version that is served, where there is one."""
_AHEAD = dt.timedelta(days=400)
_TURN_SECONDS = 0.000_05


@dataclass(frozen=True)
class Built:
    """What a build came to; `is_new` is false where nothing had changed."""

    version: str
    is_new: bool
    messages: tuple[Message, ...]
    landed: tuple[Landed, ...]


@dataclass(frozen=True)
class _Inputs:
    """Everything a version is made of."""

    instance: Instance
    areas: tuple[Area, ...]
    basemap: str | None
    landed: tuple[Landed, ...]
    not_landed: tuple[Load, ...]
    messages: tuple[Message, ...]
    due_baselines: tuple[str, ...] = ()

    @property
    def residents(self) -> dict[str, int]:
        """How many live at each place, where it is known."""
        sites = self.instance.sites.items()
        known = ((site_id, site.resident_count) for site_id, site in sites)
        return {site_id: count for site_id, count in known if count is not None}

    @property
    def landed_names(self) -> frozenset[str]:
        """The landed files, each of which is named by its content and its contract."""
        return frozenset(one.name for one in self.landed)

    @property
    def digest(self) -> str:
        """A short name that changes when the numbers or words of a version may change."""
        instance = self.instance
        parts: list[Any] = [
            product_version("platsbild"),
            sql_text(),
            instance.collaboration,
            instance.sites,
            instance.sources,
            instance.kpis,
            instance.categories,
            instance.code_maps,
            instance.place_aliases,
            privacy(),
            [(area.area_id, area.shape.wkt) for area in self.areas],
            self.basemap,
            [(one.load.sha256, one.path.name) for one in self.landed],
            [(one.load_no, one.status) for one in self.not_landed],
            self.messages,
            self.due_baselines,
        ]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class _Work:
    """Where and when a version is made, and what it is called."""

    store: Store
    version: str
    progress: Progress
    now: dt.datetime


def build(folder: Path, progress: Progress, now: dt.datetime) -> Built:
    """Build and publish a version of the instance, unless nothing has changed.

    Raises:
        FactsError: there is no instance to build.
        BuildLockedError, CheckFailedError, DiskFullError: nothing is published, and the old
            version is served.
    """
    instance, faults = read_instance(folder)
    store = Store(instance.var)
    with _room_said(), build_lock(instance.var, now):
        shutil.rmtree(store.scratch)
        _clear(store, instance)
        inputs = _gather(instance, faults, store, progress, now)
        current = current_manifest(store)
        if current and current["digest"] == inputs.digest and not _closes(current, now.date()):
            return Built(current["version"], is_new=False, messages=inputs.messages,
                         landed=inputs.landed)  # fmt: skip
        version = f"{now:%Y%m%dT%H%M%SZ}-{inputs.digest}"
        messages = _make(_Work(store, version, progress, now), inputs, current)
        shutil.rmtree(store.scratch)
        _clear(store, instance)
        return Built(version, is_new=True, messages=messages, landed=inputs.landed)


def _clear(store: Store, instance: Instance) -> None:
    """Remove old versions, those that hold what was withdrawn since, and what that has left."""
    ledger = Ledger(store.ledger)
    clear_withdrawn(store, ledger)
    clear_old(store, instance.collaboration.keep_versions, ledger.withdrawn_at)


def _closes(current: dict[str, Any], today: dt.date) -> bool:
    """Say whether a quarter has closed since the version was made, by the passing of time alone."""
    day = current.get("closes_on")
    return day is not None and dt.date.fromisoformat(day) <= today


@contextmanager
def _room_said() -> Iterator[None]:
    """Turn a full disk into words; whatever was half written is cleared by the next build."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if _is_full(error):
            raise DiskFullError("build.disk_full", reason=str(error).splitlines()[0]) from error
        raise


def _is_full(error: Exception) -> bool:
    return getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error)


def _gather(
    instance: Instance,
    faults: tuple[FactProblem, ...],
    store: Store,
    progress: Progress,
    now: dt.datetime,
) -> _Inputs:
    """Take and land every file, and read the areas; what cannot be used becomes a message."""
    problems = Problems()
    areas = site_areas(instance.folder, instance.sites, problems)
    names = instance.collaboration.basemap
    basemap = basemap_geojson(instance.folder, names, areas, problems)
    inbox = look_in(instance)
    landed, not_landed = _land_all(instance, inbox, store, progress, now)
    messages = (
        *said.about_facts((*faults, *problems.found)),
        *inbox.messages,
        *(one for load in not_landed for one in said.about_refused(load)),
        *(one for each in landed for one in said.about_landed(each)),
        *said.about_encodings(landed),
    )
    due = due_sites(instance, now.date())
    return _Inputs(instance, areas, basemap, landed, not_landed, messages, due)


def _land_all(
    instance: Instance, inbox: Inbox, store: Store, progress: Progress, now: dt.datetime
) -> tuple[tuple[Landed, ...], tuple[Load, ...]]:
    connection, ledger = store.connect(), Ledger(store.ledger)
    prepare(connection)
    digests = Digests(store)
    archive = Archive(store, ledger, instance.sources, connection, digests.of)
    refused: list[Load] = []
    with progress.phase("inbox", len(inbox.files)) as advance:
        for source_id, path in inbox.files:
            load = archive.take(source_id, path, now)
            refused += [load] if load.status == "refused" else []
            advance(1, f"{source_id}/{path.name}")
    digests.keep()
    loads = active_loads(ledger.loads, instance.sources)
    landed: list[Landed] = []
    with progress.phase("land", len(loads)) as advance:
        for load in loads:
            source = instance.sources[load.source_id]
            try:
                landed.append(land(connection, store, source, load, load.loaded_at.date()))
            except FileRefusedError as refusal:
                words = {"found": refusal.found, "remedy": refusal.remedy, "status": "refused"}
                refused.append(load.model_copy(update=words))
            advance(1, f"{load.source_id}/{load.file_name}")
    rest = Replacing(connection, store, instance.sources).rest(landed)
    connection.close()
    withdrawn = (load for load in ledger.newest if load.status == "withdrawn")
    return rest, (*refused, *withdrawn)


def _make(work: _Work, inputs: _Inputs, current: Current) -> tuple[Message, ...]:
    """Make the version, from what the last build kept where that can be read."""
    try:
        return _made(work, inputs, current, anew=False)
    except duckdb.Error as error:
        if _is_full(error):
            raise
        # A damaged database shows where its pages are read. Sound inputs fail once more.
        _log.warning("building anew: %s", str(error).splitlines()[0])
        _clear(work.store, inputs.instance)
        return _made(work, inputs, current, anew=True)


def _made(work: _Work, inputs: _Inputs, current: Current, *, anew: bool) -> tuple[Message, ...]:
    """Run the models on what was gathered, check them, protect, publish, and keep the tables."""
    store = work.store
    making = begin(store, inputs.landed_names, anew=anew)
    served = shared_files(store, current)
    read = partial(kept_leaves, store, served)
    try:
        _refer(making, inputs, work)
        with _short_turns(), making.beside() as cursor, ThreadPoolExecutor(1) as ahead:
            # Python reads the leaves while the database makes models, if they will be needed.
            frozen = ahead.submit(read).result if _has_new_incidents(making, inputs) else read
            tables, found = _modelled(making, inputs, work)
            draft = Draft(store, work.version)
            # The guard reckons in Python; meanwhile the database writes the largest tables.
            common = ahead.submit(write_common, cursor, draft)
            internal = ahead.submit(write_internal, cursor, tables, draft)
            with work.progress.phase("protect", 1) as advance:
                made = _protected(making, work, inputs, current, frozen)
                advance(1, f"{len(made.quarters)} quarters")
            shared = SharedFiles(making.connection, store.scratch, made, served)
            with work.progress.phase("publish", len(PROFILES)) as advance:
                common.result()
                shared.write(draft, advance)
                internal.result()
                advance(1, "internal")
        _finish(draft, work, inputs, made)
        making.tell("protect", _guarded(making, inputs, work.version, made.quarters))
        keep(store, making, inputs.landed_names)
    finally:
        making.connection.close()
    return (*inputs.messages, *found)


@contextmanager
def _short_turns() -> Iterator[None]:
    """Let a thread that comes back from the database go on at once, while another reckons."""
    turn = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(turn)


def _finish(draft: Draft, work: _Work, inputs: _Inputs, made: Protected | Unchanged) -> None:
    about: dict[str, Any] = {
        "built_at": work.now.isoformat(),
        "digest": inputs.digest,
        "closes_on": made.closes_on,
        "product": product_version("platsbild"),
        "database": duckdb.__version__,
    }
    draft.finish(inputs.basemap, about)


def _has_new_incidents(making: Making, inputs: _Inputs) -> bool:
    """Say whether some landed file of incidents was not there for the last build."""
    sources = inputs.instance.sources
    new = (one.load.source_id for one in inputs.landed if one.name not in making.files_before)
    return any(sources[source_id].kind == "incident" for source_id in new)


def _protected(
    making: Making, work: _Work, inputs: _Inputs, current: Current, frozen: Callable[[], Frozen]
) -> Protected | Unchanged:
    """Protect, unless the version that is served holds what the guard would make again."""
    known, today = reaches(making.connection), work.now.date()
    quarters = closed_quarters(known, today)
    made_of = _guarded(making, inputs, current["version"] if current else "", quarters)
    if making.is_kept("protect", made_of):
        return Unchanged(quarters, next_closing(known, today))
    return protect(making.connection, today, inputs.residents, frozen())


def _guarded(making: Making, inputs: _Inputs, version: str, quarters: tuple[int, ...]) -> str:
    """Return a name of all that a version's leaves follow from, the version itself included."""
    reads = making.recipe("", GUARD_READS)
    return digest(version, quarters, sorted(inputs.residents.items()), privacy(), reads)


def _refer(making: Making, inputs: _Inputs, work: _Work) -> None:
    """Make the landed rows and the facts readable as tables."""
    now = work.now
    landed_tables(making, inputs.instance, inputs.landed)
    first, last = span_of(inputs.landed) or (now.date(), now.date())
    facts = Facts(
        inputs.instance, work.version, now, inputs.areas, inputs.landed, inputs.not_landed,
        inputs.messages, first.replace(month=1, day=1), max(last, now.date()) + _AHEAD,
    )  # fmt: skip
    write_reference(making, facts, work.store.scratch)


def _modelled(
    making: Making, inputs: _Inputs, work: _Work
) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """Run the models and check them; returns the marts that pages ask, and what was found."""
    connection, now, scratch = making.connection, work.now, work.store.scratch
    parts = Parts(making, models(connection, making.reads))
    with work.progress.phase("models", len(parts.order)) as advance:
        run_models(parts, lambda name: advance(1, name))
    feeding = run_kpis(making, inputs.instance)
    run_checks(parts)
    freezer = Freezer(connection, work.store, work.version, now)
    baselines = freezer.freeze(inputs.instance, inputs.areas)
    fill(connection, "mart_baseline", baselines, scratch)
    found = (
        *said.about_codes(connection, inputs.instance),
        *said.about_places(connection, inputs.instance),
        *said.about_counts(connection, inputs.instance),
        *said.about_plan(connection),
    )
    rows = message_rows(found, "level", len(inputs.messages) + 1)
    fill(connection, "mart_message", rows, scratch)
    making.forget("mart_message")
    return published_tables(connection, feeding), found
