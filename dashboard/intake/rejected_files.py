"""Rejected rows to send back: a workbook of a source's faults, and the files that senders mend."""

import csv
import io
import re
from pathlib import Path

import xlsxwriter
from flask import Flask, Response, abort

from config.loading import Problems, load_fact
from config.sources import Source
from config.texts import texts_under
from config.words import Language
from dashboard.auth import viewer_of_request
from dashboard.intake.permission import may_see_rejected
from dashboard.process import this_process
from dashboard.settling import language_of
from dashboard.state import ViewState
from warehouse.queries.data_rows import LoadRow, RejectionRow
from warehouse.queries.data_state import ledger, rejections

_BOOK = texts_under("intake.book")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[-+]?[\d\s.,:]+")
_WIDTHS = (30, 8, 24, 34, 60)


def book_address(source_id: str) -> str:
    """Return where a source's faults are told as a workbook."""
    return f"/data/avvisade/{source_id}.xlsx"


def mend_address(load_no: int) -> str:
    """Return where the rejected rows of one file are, in the sender's own format."""
    return f"/data/avvisade/{load_no}"


def serve_rejected(server: Flask) -> None:
    """Answer both addresses for those who may see the rows."""

    @server.get("/data/avvisade/<source_id>.xlsx")
    def book(source_id: str) -> Response:
        found = [row for row in _rejections() if row.source_id == source_id]
        if not found:
            abort(404)
        return _file(workbook(found, language_of(ViewState())), f"{source_id}-avvisade.xlsx", _XLSX)

    @server.get("/data/avvisade/<int:load_no>")
    def rows_to_mend(load_no: int) -> Response:
        path = mendable(load_no)
        if path is None:
            abort(404)
        content = path.read_bytes()
        if path.suffix.lower() in (".csv", ".txt", ".tsv"):
            content = _neutral(content)
        return _file(content, path.name, "application/octet-stream")


def mendable(load_no: int) -> Path | None:
    """Return the file of one load's rejected rows, if there is one and the viewer may have it."""
    load = next((load for load in _ledger() if load.load_no == load_no), None)
    if load is None or not load.rejected_count or not _may_have_all(load.source_id):
        return None
    folder = this_process().var / "rejected" / load.source_id
    return next(folder.glob(f"*-avvisade-{load_no}.*"), None)


def workbook(rows: list[RejectionRow], language: Language) -> bytes:
    """Write faults as a workbook; every cell is text, so that nothing in it can run."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_BOOK["sheet"](language))
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        names = ("file", "line", "column", "value", "reason")
        for at, (name, width) in enumerate(zip(names, _WIDTHS, strict=True)):
            sheet.set_column(at, at, width, wrapped)
            sheet.write_string(0, at, _BOOK[name](language), bold)
        for number, row in enumerate(rows, start=1):
            sheet.write_string(number, 0, row.file_name)
            sheet.write_number(number, 1, row.line_no)
            sheet.write_string(number, 2, row.heading)
            sheet.write_string(number, 3, row.value or "")
            sheet.write_string(number, 4, row.reason.in_language(language))
        sheet.freeze_panes(1, 0)
    return content.getvalue()


def _neutral(content: bytes) -> bytes:
    """Keep a spreadsheet from running a cell of a CSV; numbers stay numbers."""
    text = content.decode("utf-8-sig")
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    found = io.StringIO()
    writer = csv.writer(found, delimiter=delimiter)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        writer.writerow([_neutral_cell(cell) for cell in row])
    return found.getvalue().encode("utf-8-sig")


def _neutral_cell(cell: str) -> str:
    runs = cell.startswith(_SIGNS) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if runs else cell


def _may_have_all(source_id: str) -> bool:
    """Say whether a viewer may have whole rows: of a personal column only internal ones may."""
    if viewer_of_request(None).profile == "internal":
        return True
    path = this_process().settings.instance / "sources" / f"{source_id}.yaml"
    source = load_fact(path, Source, Problems())
    return source is not None and not any(column.personal for column in source.columns)


def _rejections() -> tuple[RejectionRow, ...]:
    if not may_see_rejected():
        return ()
    return rejections(this_process().files, viewer_of_request(None))


def _ledger() -> tuple[LoadRow, ...]:
    # Of a protected source a shared file has no counts, and so no file to give away.
    if not may_see_rejected():
        return ()
    return ledger(this_process().files, viewer_of_request(None))


def _file(content: bytes, name: str, mimetype: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
