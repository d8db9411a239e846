"""A dirty workbook on the page Data: sent, looked at, taken in, sent back; and an alias decided."""

import io
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, ROOT, START, _wait_for, drawn
from tests.tiny import HEADINGS, POLICE, crime, crimes, tiny

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BUILD_MS = 240_000
NOWHERE = {"Plats": "Gamla torget", "Long": "", "Lat": ""}


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve a place with six crimes in March, and a source that sends workbooks."""
    guards = POLICE | {
        "name": {"sv": "Vakter", "en": "Guards"},
        "files": ["*.xlsx"],
        "layout": {"format": "workbook"},
    }
    made = tiny(tmp_path, polis=POLICE, vakt=guards)
    made.drop("polis", "p.csv", crimes(*(crime(number) for number in range(6))))
    made.build()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    named = {
        "PLATSBILD_INSTANCE": str(tmp_path),
        "PLATSBILD_PROFILE": "internal",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", START.format(port=port)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **named},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def workbook() -> bytes:
    """Three good rows, two at a place that nobody knows, one with a time that is none."""
    rows = [crime(f"V{number}") for number in range(3)]
    rows += [crime(f"G{number}", **NOWHERE) for number in range(2)]
    rows.insert(1, crime("X1", Tid="=i går", Namn="Anna Test"))
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([HEADINGS, *rows]):
            sheet.write_row(at, 0, row.split(";"))
    return content.getvalue()


def incidents(page: Page, address: str) -> str:
    """What Läget says of March."""
    page.goto(f"{address}/laget?plats=torget&period=2026-03&jamfor=ingen")
    drawn(page)
    return page.locator("#situation-finding").inner_text()


def built(page: Page) -> None:
    """Wait until the page tells that the build is done."""
    words = page.get_by_text("Den senaste byggningen är klar.")
    expect(words).to_be_visible(timeout=BUILD_MS)
    drawn(page)


def test_a_dirty_workbook_is_taken_in_and_an_alias_changes_the_number(
    address: str, chromium: Browser, tmp_path: Path
) -> None:
    page = chromium.new_context(viewport=DESKTOP, accept_downloads=True).new_page()
    assert incidents(page, address).startswith("6 ")
    page.goto(f"{address}/data?plats=torget")
    drawn(page)
    sent = tmp_path / "vecka.xlsx"
    sent.write_bytes(workbook())
    page.locator("select[name=kalla]").select_option("vakt")

    page.locator("input[type=file]").set_input_files(sent)
    page.get_by_role("button", name="Skicka och granska").click()
    expect(page.get_by_text("6 rader: 5 tas emot, 1 avvisas")).to_be_visible(timeout=BUILD_MS)
    rejected = page.locator("tr.work__rejected")
    expect(rejected).to_have_count(1)
    expect(rejected).to_contain_text("X1")
    assert "Anna" not in page.content()
    assert not list((tmp_path / "inbox/vakt").iterdir())
    page.get_by_role("button", name="Ta in").click()
    built(page)
    assert incidents(page, address).startswith("9 ")

    page.goto(f"{address}/data?plats=torget")
    drawn(page)
    with page.expect_download() as sent_back:
        page.get_by_role("link", name="Arbetsbok till avsändaren: Vakter").click()
    with zipfile.ZipFile(sent_back.value.path()) as book:
        assert "=i går" in book.read("xl/sharedStrings.xml").decode("utf-8")
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode("utf-8")
    page.get_by_label("Plats för gamla torget").select_option("torget")
    page.get_by_role("button", name="Bestäm").press("Enter")
    page.wait_for_load_state()
    expect(page.get_by_text("Inget att granska")).to_be_visible(timeout=BUILD_MS)
    assert incidents(page, address).startswith("11 ")
