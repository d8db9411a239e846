"""The addresses that take what users send and decide; each begins work and leads back."""

import datetime as dt
import io
from contextlib import ExitStack
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from flask import Flask, Response, abort, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from config.texts import texts_under
from dashboard.intake.jobs import Jobs, Limits
from dashboard.intake.permission import may_upload, refuse_others
from dashboard.intake.preview import draft_of
from dashboard.intake.progress import progress_words
from dashboard.intake.quarantine import Quarantine, Waiting, matches
from dashboard.intake.rejected_files import serve_rejected
from dashboard.process import this_process
from dashboard.settling import language_of
from dashboard.state import state_of_pairs

UPLOAD, TAKE, DISCARD, KEEP = "/data/skicka", "/data/ta-in", "/data/kasta", "/data/spara-kontrakt"
ALIAS, CODE, BUILD, WORK = "/data/alias", "/data/kod", "/data/bygg", "/data/arbete"
WITHDRAW = "/data/ta-tillbaka"
LOOK_SECONDS, BUILD_SECONDS = 180, 4 * 3600
_INTAKE = texts_under("intake")
_FORM_ROOM = 64 * 1024
"""Bytes that a form may have beside its file."""


def serve_intake(server: Flask) -> None:
    """Answer uploads, decisions, the state of work, and downloads of rejected rows."""
    server.add_url_rule(UPLOAD, view_func=upload, methods=["POST"])
    server.add_url_rule(TAKE, view_func=take, methods=["POST"])
    server.add_url_rule(DISCARD, view_func=discard, methods=["POST"])
    server.add_url_rule(KEEP, view_func=keep_contract, methods=["POST"])
    server.add_url_rule(ALIAS, view_func=alias, methods=["POST"])
    server.add_url_rule(CODE, view_func=code, methods=["POST"])
    server.add_url_rule(WITHDRAW, view_func=withdraw, methods=["POST"])
    server.add_url_rule(BUILD, view_func=build_again, methods=["POST"])
    server.add_url_rule(WORK, view_func=work, methods=["GET"])
    serve_rejected(server)


def jobs() -> Jobs:
    """Return the work of this instance."""
    return Jobs(this_process().var)


def quarantine() -> Quarantine:
    """Return the files of this instance that wait."""
    return Quarantine(_instance())


def upload() -> Response:
    """Write a file to the quarantine, part by part, and let a process look at it."""
    refuse_others()
    most = this_process().settings.upload_mb
    request.max_content_length = most * 1024 * 1024 + _FORM_ROOM
    opened: list[tuple[str, Path]] = []
    streams = ExitStack()

    def to_disk(
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        # The names are werkzeug's.
        del total_content_length, content_type, content_length
        if not filename:
            return io.BytesIO()
        opened.append(quarantine().open_new(filename))
        return streams.enter_context(opened[-1][1].open("wb+"))

    parser = FormDataParser(to_disk)
    try:
        with streams:
            _, form, _ = parser.parse(
                request.stream, request.mimetype, request.content_length, request.mimetype_params
            )
    except RequestEntityTooLarge:
        _forget(opened)
        words = _INTAKE["too_large"](language_of(state_of_pairs(request.args)), most=most)
        return Response(words, status=413, mimetype="text/plain")
    if len(opened) != 1 or not opened[0][1].stat().st_size:
        _forget(opened)
        return _back()
    file_id, path = opened[0]
    source_id = form.get("kalla", "")
    if source_id not in quarantine().source_ids():
        source_id = ""
    quarantine().keep(file_id, source_id, _look_at(path, source_id))
    return _back()


def take() -> Response:
    """Move a file to the inbox and build."""
    refuse_others()
    waiting = _waiting()
    source = quarantine().contract(waiting.source_id)
    if source is None or not matches(source, waiting.path.name):
        abort(409)
    quarantine().make_live(waiting.source_id)
    quarantine().take(waiting)
    _build()
    return _back()


def discard() -> Response:
    """Throw a file away."""
    refuse_others()
    quarantine().throw_away(_waiting().file_id)
    return _back()


def keep_contract() -> Response:
    """Write a file's contract as somebody has mended its draft, and look at the file by it."""
    refuse_others()
    waiting = _waiting()
    draft = draft_of(jobs().answer(waiting.job_id))
    source_id = waiting.source_id or (draft.source_id if draft else "")
    text = request.form.get("kontrakt", "").replace("\r\n", "\n") or (draft.text if draft else "")
    if not (source_id and text):
        abort(409)
    quarantine().keep_text(waiting, source_id, text)
    written = quarantine().written(waiting)
    if written is None or written.faults:
        return _back()
    if not quarantine().keep_contract(waiting, written):
        abort(409)
    quarantine().keep(waiting.file_id, source_id, _look_at(waiting.path, source_id))
    return _back()


def alias() -> Response:
    """Let a text stand for a place."""
    refuse_others()
    text, site = request.form.get("text", ""), request.form.get("plats", "")
    if not (text and site):
        abort(400)
    _build(["alias", "--", str(_instance()), text, site])
    return _back()


def code() -> Response:
    """Let a code stand for a category."""
    refuse_others()
    source_id, _, text = request.form.get("kod", "").partition("/")
    category = request.form.get("kategori", "")
    if not (source_id and text and category):
        abort(400)
    _build(["map", "--", str(_instance()), source_id, text, category])
    return _back()


def withdraw() -> Response:
    """Take back a file, or the rows of one id."""
    refuse_others()
    source_id, _, file_name = request.form.get("fil", "").partition("/")
    row_source, row = request.form.get("radens-kalla", ""), request.form.get("rad", "").strip()
    if file_name:
        _build(["withdraw", "--", str(_instance()), source_id, file_name])
    elif row_source and row:
        _build(["withdraw", f"--row={row}", "--", str(_instance()), row_source])
    else:
        abort(400)
    return _back()


def build_again() -> Response:
    """Build once more."""
    refuse_others()
    _build()
    return _back()


def work() -> Response:
    """Tell how far the work has come, for assets/scripts/work.js."""
    if not may_upload():
        abort(403)
    language = language_of(state_of_pairs(request.args))
    watched = [jobs().newest("build"), *(jobs().find(one.job_id) for one in _all_waiting())]
    running = [job for job in watched if job and job.is_running]
    words = progress_words(running[0], language) if running else ""
    states = "|".join(f"{job.job_id}:{job.state}" for job in watched if job)
    response = jsonify(running=bool(running), words=words, stamp=states)
    response.headers["Cache-Control"] = "no-store"
    return response


def _look_at(path: Path, source_id: str) -> str:
    """Begin a process that says what a source would take of a file, or drafts a contract."""
    if source_id:
        command = ["source", "try", "--format", "json", str(_instance()), source_id, str(path)]
    else:
        # Drafted beside the file: nothing stands in the instance before somebody has read it.
        folder = path.parent.parent / "draft"
        command = ["source", "new", "--format", "json", str(folder), str(path)]
    limits = Limits(LOOK_SECONDS, this_process().settings.look_mb)
    return jobs().begin("look", [command], limits, _now())


def _build(*first: list[str]) -> None:
    command = ["--log", "build", str(_instance())]
    jobs().begin("build", [*first, command], Limits(BUILD_SECONDS), _now())


def _forget(opened: list[tuple[str, Path]]) -> None:
    for file_id, _ in opened:
        quarantine().throw_away(file_id)


def _waiting() -> Waiting:
    return quarantine().find(request.form.get("fil", "")) or abort(404)


def _all_waiting() -> tuple[Waiting, ...]:
    return quarantine().waiting()


def _instance() -> Path:
    return this_process().settings.instance


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _back() -> Response:
    """Lead back to the page, with the view it had."""
    query = urlsplit(request.referrer or "").query
    return Response(status=303, headers={"Location": f"/data{'?' if query else ''}{query}#arbete"})
