"""The console command: every verb of the product, and the one place that knows all packages."""

import csv
import datetime as dt
import errno
import io
import json
import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import wraps
from pathlib import Path

import click
import duckdb

from config.access import DEFAULT_PROFILE, PROFILES, Profile
from config.errors import FactsError
from config.instance import read_instance
from config.settings import Settings, settings_from_environment
from config.words import Language, Words
from data_pipeline.build import Built, build
from data_pipeline.checking import check_instance
from data_pipeline.deciding import add_alias, add_code
from data_pipeline.demo.write import write_demo
from data_pipeline.errors import (
    DecisionRefusedError,
    FileRefusedError,
    NoMemoryError,
    PipelineError,
)
from data_pipeline.profiling.new_source import write_new_source
from data_pipeline.profiling.telling import about_new, about_trial
from data_pipeline.profiling.trial import newest_file, try_source
from data_pipeline.progress import Progress
from data_pipeline.reference import Message
from data_pipeline.template.write import write_template
from data_pipeline.withdrawing import about_withdrawn, withdraw_file, withdraw_row
from warehouse.comparisons import Comparison, comparison_span
from warehouse.connection import PublishedFiles
from warehouse.errors import WarehouseError
from warehouse.periods import last_complete_period, parse_period
from warehouse.queries.catalogue import catalogue
from warehouse.queries.figure_rows import FigureRow, figure_rows
from warehouse.queries.rows import Message as Said
from warehouse.queries.rows import Question
from warehouse.queries.source_notes import messages, sources
from warehouse.viewer import Viewer

Command = Callable[..., None]
FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
LANGUAGE = click.option(
    "--language", type=click.Choice(["sv", "en"]), default="sv", help="Language of messages."
)


def _failures_said(command: Command) -> Command:
    """Turn the product's own errors into one sentence and exit code 1; others keep their trace.

    Where the memory did not suffice the code is ENOMEM.
    """

    @wraps(command)
    def run(*args: object, **values: object) -> None:
        language = _language(values)
        try:
            command(*args, **values)
        except FactsError as error:
            for problem in error.problems:
                click.echo(problem.sentence(language), err=True)
            sys.exit(1)
        except (PipelineError, WarehouseError) as error:
            click.echo(error.sentence(language), err=True)
            sys.exit(1)
        except (MemoryError, OSError, duckdb.OutOfMemoryException) as error:
            if isinstance(error, OSError) and error.errno != errno.ENOMEM:
                raise
            click.echo(NoMemoryError("build.no_memory").sentence(language), err=True)
            sys.exit(errno.ENOMEM)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="platsbild")
@click.option("--log", is_flag=True, help="Write plain log lines instead of progress bars.")
@click.pass_context
def main(context: click.Context, *, log: bool) -> None:
    """Platsbild: the shared picture of a place.

    An instance is a folder: facts in YAML, senders' files in inbox/, and what the product makes
    of them in var/. Start with `platsbild demo FOLDER` to look, or `platsbild init FOLDER` to
    begin your own; then drop files in inbox/, `platsbild build FOLDER` and `platsbild serve
    FOLDER`.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    context.obj = Progress(on_terminal=False if log else None)


@main.command("init")
@FOLDER
@LANGUAGE
@_failures_said
def init_command(folder: Path, language: str) -> None:
    """Write a commented instance into an empty FOLDER."""
    write_template(folder)
    _say(language, f"Instansen ligger i {folder}.", f"The instance is in {folder}.")


@main.command("demo")
@FOLDER
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Make the data up to this day.")
@LANGUAGE
@click.pass_obj
@_failures_said
def demo_command(
    progress: Progress, folder: Path, today: dt.datetime | None, language: str
) -> None:
    """Write an instance with made-up places and files into FOLDER, and build it.

    A folder that already holds the demo is only built again.
    """
    if not (folder / "instance.yaml").exists():
        write_demo(folder, today.date() if today else _now().date())
    _tell(build(folder, progress, _now()), language)


@main.command("check")
@FOLDER
@LANGUAGE
@_failures_said
def check_command(folder: Path, language: str) -> None:
    """Check every fact of FOLDER, with its examples and polygons; all faults at once."""
    instance = check_instance(folder)
    counts = f"{len(instance.sites)} / {len(instance.sources)} / {len(instance.kpis)}"
    _say(
        language,
        f"Inga fel. Platser / källor / nyckeltal: {counts}.",
        f"No faults. Places / sources / KPIs: {counts}.",
    )


@main.command("build")
@FOLDER
@LANGUAGE
@click.pass_obj
@_failures_said
def build_command(progress: Progress, folder: Path, language: str) -> None:
    """Take what lies in the inbox of FOLDER, and publish a new version if anything changed."""
    _tell(build(folder, progress, _now()), language)


@main.command("alias")
@FOLDER
@click.argument("text")
@click.argument("site")
@LANGUAGE
@_failures_said
def alias_command(folder: Path, text: str, site: str, language: str) -> None:
    """Let a sender's TEXT stand for the place SITE, from the next build on.

    SITE may be not_ours: TEXT leaves the review queue, and its rows count as outside.
    """
    add_alias(folder, text, site)
    _say(language, f"{text} står nu för {site}.", f"{text} now stands for {site}.")


@main.command("map")
@FOLDER
@click.argument("source")
@click.argument("code")
@click.argument("category")
@LANGUAGE
@_failures_said
def map_command(folder: Path, source: str, code: str, category: str, language: str) -> None:
    """Let the CODE of SOURCE stand for CATEGORY, from the next build on."""
    add_code(folder, source, code, category)
    _say(language, f"{code} står nu för {category}.", f"{code} now stands for {category}.")


@main.command("withdraw")
@FOLDER
@click.argument("source")
@click.argument("file", required=False)
@click.option("--row", help="The id of a row, instead of a file.")
@LANGUAGE
@_failures_said
def withdraw_command(
    folder: Path, source: str, file: str | None, row: str | None, language: str
) -> None:
    """Take back a FILE of SOURCE, or one row of it, from the archive and the next version."""
    if file and not row:
        gone = withdraw_file(folder, source, file, _now())
    elif row and not file:
        gone = withdraw_row(folder, source, row, _now())
    else:
        raise DecisionRefusedError("withdraw.which")
    _echo(about_withdrawn(gone), language)


@main.command("status")
@FOLDER
@LANGUAGE
@_failures_said
def status_command(folder: Path, language: str) -> None:
    """Show the published version of FOLDER: its sources, how far they reach, what was said."""
    files, viewer = _files(folder), Viewer("internal")
    known = catalogue(files, viewer)
    click.echo(f"{known.version}  {known.built_at:%Y-%m-%d %H:%M} UTC")
    rejected, at_no_place = ("avvisade", "utan plats") if language == "sv" else (
        "rejected", "at no place",
    )  # fmt: skip
    for note in sources(files, viewer):
        name = note.name.sv if language == "sv" else note.name.en
        lost = (note.no_position_count or 0) + (note.outside_count or 0)
        click.echo(
            f"  {name[:44]:<45}{note.data_to or '–'!s:<12}{note.row_count:>9} "
            f" {rejected} {note.rejected_count}, {at_no_place} {lost}"
        )
    for said in messages(files, viewer):
        _echo_message(said.level, said.file_name or said.source_id, said, language)


@main.command("serve")
@FOLDER
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Other machines: partner and public only.",
)
@click.option("--port", default=8050, show_default=True)
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default=DEFAULT_PROFILE,
    show_default=True,
    help="Whose file to show; made-up data on this machine lets the visitor choose.",
)
@click.option("--workers", default=2, show_default=True, help="Server processes.")
@LANGUAGE
@_failures_said
def serve_command(
    folder: Path, host: str, port: int, profile: Profile, workers: int, language: str
) -> None:
    """Show the published numbers of FOLDER in a browser."""
    # The web stack takes a second to import, and no other verb needs it.
    from dashboard.serve import serve  # noqa: PLC0415 - see above

    known = catalogue(_files(folder), Viewer(profile))
    address = f"http://{host}:{port}/"
    _say(language, f"Platsbild visas på {address}", f"Platsbild is shown at {address}")
    given = settings_from_environment()
    settings = Settings(
        folder.resolve(), given.reader_memory, given.reader_threads, profile, known.is_example
    )
    serve(settings, host, port, workers)


@main.command("figures")
@FOLDER
@click.option("--site", required=True, help="Place or area, such as lindtorget or lindtorget/norra")
@click.option("--period", help="2026-09, 2026-W37, 2026-T2, 2026-Q3, r12-2026-09, ... [last month]")
@click.option(
    "--compare",
    type=click.Choice(["year", "calendar_year", "previous", "none"]),
    default="year",
    show_default=True,
)
@click.option("--profile", type=click.Choice(PROFILES), default="internal", show_default=True)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@_failures_said
def figures_command(
    folder: Path, site: str, period: str | None, compare: Comparison, profile: Profile, form: str
) -> None:
    """Print every number that the pages show for a place and period, from the same queries."""
    files, viewer = _files(folder), Viewer(profile)
    shown = catalogue(files, viewer)
    grain = shown.leaves.grain if shown.leaves else "month"
    chosen = parse_period(period) if period else last_complete_period(grain, shown.shown_to)
    if shown.leaves and compare == "year":
        compare = "calendar_year"  # 52 weeks back is no union of quarters
    question = Question(site, chosen.span, comparison_span(chosen, compare))
    rows = list(figure_rows(files, viewer, question, _now().date()))
    click.echo(_as_json(rows) if form == "json" else _as_csv(rows), nl=False)


@main.group("source")
def source_group() -> None:
    """Contracts of senders' files: draft one, and try it without loading anything."""


@source_group.command("new")
@FOLDER
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--name", help="Of the contract, such as felanmalan. [from the file's name]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@LANGUAGE
@_failures_said
def source_new_command(
    folder: Path, file: Path, name: str | None, form: str, language: str
) -> None:
    """Look at an unknown FILE and write the draft of its contract into FOLDER/sources."""
    made = write_new_source(folder, file, name, _now().date())
    if form == "json":
        click.echo(json.dumps(asdict(made), ensure_ascii=False, indent=1, default=_plain))
        return
    _echo(about_new(made), language)


@source_group.command("try")
@FOLDER
@click.argument("source")
@click.argument(
    "file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@LANGUAGE
@_failures_said
def source_try_command(
    folder: Path, source: str, file: Path | None, form: str, language: str
) -> None:
    """Show what SOURCE would take and reject of FILE [its newest in the inbox]; load nothing."""
    instance, _ = read_instance(folder)
    if source not in instance.sources:
        raise FileRefusedError("draft.no_source", source=source)
    found = try_source(instance, source, file or newest_file(instance, source), _now())
    if form == "json":
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1, default=_plain))
    else:
        _echo(about_trial(found), language)
    if found.refused:
        sys.exit(1)


def _plain(value: object) -> object:
    """Return what JSON can hold: words as both languages, else text."""
    return value.model_dump() if isinstance(value, Words) else str(value)


def _as_csv(rows: list[FigureRow]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(asdict(rows[0])), lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return text.getvalue()


def _as_json(rows: list[FigureRow]) -> str:
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n"


def _files(folder: Path) -> PublishedFiles:
    given = settings_from_environment()
    return PublishedFiles(folder / "var", given.reader_memory, given.reader_threads)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _language(values: dict[str, object]) -> Language:
    return "en" if values.get("language") == "en" else "sv"


def _say(language: str, sv: str, en: str) -> None:
    click.echo(sv if language == "sv" else en)


def _echo(lines: Iterable[Words], language: str) -> None:
    for line in lines:
        _say(language, line.sv, line.en)


def _tell(built: Built, language: str) -> None:
    for said in built.messages:
        _echo_message(said.level, said.file_name or said.source_id, said, language)
    if built.is_new:
        _say(language, f"Publicerad: {built.version}", f"Published: {built.version}")
    else:
        same = built.version
        _say(language, f"Inget nytt sedan {same}.", f"Nothing new since {same}.")


def _echo_message(level: str, where: str, said: Message | Said, language: str) -> None:
    mark = {"error": "✗", "warning": "!", "info": "·"}[level]
    found, remedy = (said.found.sv, said.remedy.sv) if language == "sv" else (
        said.found.en, said.remedy.en,
    )  # fmt: skip
    click.echo(f"{mark} {where}: {found} {remedy}")


if __name__ == "__main__":
    main()
