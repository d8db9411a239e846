"""No file names a package host or a path of one machine; no page asks a foreign server."""

import re
from pathlib import Path

from tests.architecture.tree import ROOT, files, plant

# Written in pieces, so that this file does not find itself.
PLACES = re.compile(
    "|".join(
        [
            "(?<![\\w.])/" + "(?:work|root|farm)" + "/",
            "(?<![\\w.])/opt/" + "pypi",
            "python" + "hosted",
            "py" + r"pi\.org",
            "registry" + r"\.(?:npmjs|yarnpkg)",
            "deb" + r"\.debian",
        ]
    )
)
FOREIGN = re.compile(
    "https?" + r"://(?:[\w{}$-]+\.)*"
    r"(?:cdn[\w-]*|unpkg|esm|jsdelivr|fonts?|fonts\.g\w+|basemaps|tiles?|mapbox|openstreetmap)\."
)
SERVED = (".py", ".js", ".css", ".html")


def named_places(root: Path) -> list[str]:
    """Lines that name a package host or a path of one machine."""
    return _lines(root, PLACES)


def foreign_servers(root: Path) -> list[str]:
    """Lines of what we serve that would ask a server that is not ours."""
    return _lines(root, FOREIGN, *SERVED)


def _lines(root: Path, needle: re.Pattern[str], *suffixes: str) -> list[str]:
    return [
        f"{file.path}:{number}: {found[0]}"
        for file in files(root, *suffixes)
        for number, line in enumerate(file.text.splitlines(), start=1)
        if (found := needle.search(line))
    ]


def test_no_file_names_a_package_host_or_a_machine_path() -> None:
    assert named_places(ROOT) == []


def test_no_served_file_asks_a_foreign_server() -> None:
    assert foreign_servers(ROOT) == []


def test_hosts_and_paths_are_found_in_any_text_file(tmp_path: Path) -> None:
    plant(tmp_path, "docs/a.md", "see /" + "work/main\nand network/" + "work/order")
    plant(tmp_path, "requirements.txt", "--index-url x.py" + "pi.org")
    assert len(named_places(tmp_path)) == 2


def test_foreign_servers_are_found_in_what_we_serve(tmp_path: Path) -> None:
    plant(tmp_path, "docs/a.md", "https:" + "//cdn.example.org")
    plant(tmp_path, "assets/scripts/a.js", "'https:" + "//a.tile.example.org/1'")
    plant(tmp_path, "assets/b.css", "url(https:" + "//fonts.gstatic.com/a)")
    assert len(foreign_servers(tmp_path)) == 2
