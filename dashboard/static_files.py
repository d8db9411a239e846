"""Files that never change: served under one content hash, compressed once, kept for a year.

The address is /statiskt/<hash of everything>/<path>. Dash's own scripts load their parts from
the folder they came from, so one hash for the whole release makes those addresses immutable too.
"""

import hashlib
import mimetypes
import re
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from gzip import compress as gzip_compress
from http import HTTPStatus
from pathlib import Path

import brotli
from dash import Dash
from flask import Flask, Response, abort, request

ASSETS = Path(__file__).parent.parent / "assets"
_COMPRESSED = {".js", ".css", ".svg", ".json", ".geojson"}
STYLES, SCRIPTS = "assets/platsbild.css", "assets/platsbild.js"
_JOINED = re.compile(r"^assets/(components/|scripts/)?[^/]+\.(css|js)$")
_NOT_SERVED = re.compile(r"^assets/lazy/(build|licences)/|\.(md|map|txt)$")
# Loaded by nothing of ours: served if asked for, but not worth seconds of compression.
_UNUSED = re.compile(r"mathjax|dash_table|plotly\.min|async-(?!graph)|dash-ws-worker")
_LEAST_BYTES = 1024
_FOREVER = "public, max-age=31536000, immutable"
_ADDRESS = re.compile(r'/(assets|_dash-component-suites)/([^"?]+)(\?m=[\d.]+)?(?=")')


@dataclass(frozen=True)
class StaticFile:
    """One file and its hash."""

    path: Path
    sha256: str


class StaticFiles:
    """Every file that the browser may ask for, by its path below the hash."""

    def __init__(self, files: dict[str, Path], cache: Path) -> None:
        """Hash the files; `cache` is where their compressed variants are kept."""
        self._cache = cache
        self._files = {
            name: StaticFile(path, _sha256(path)) for name, path in sorted(files.items())
        }
        names = "".join(f"{name}{file.sha256}" for name, file in self._files.items())
        self.release = hashlib.sha256(names.encode()).hexdigest()[:16]

    def address(self, name: str) -> str:
        """Return where the browser finds a file, such as assets/lazy/x.js."""
        return f"/statiskt/{self.release}/{name}"

    def readdress(self, html: str) -> str:
        """Point the addresses that Dash wrote to ours."""

        def ours(found: re.Match[str]) -> str:
            folder, path, _ = found.groups()
            name = f"{folder}/{_plain(path)}"
            return self.address(name) if name in self._files else found[0]

        return _ADDRESS.sub(ours, html)

    def prepare(self) -> None:
        """Make the compressed variants that are missing; takes seconds the first time."""
        self._cache.mkdir(parents=True, exist_ok=True)
        wanted = [
            file
            for name, file in self._files.items()
            if file.path.suffix in _COMPRESSED and not _UNUSED.search(name)
        ]
        with ThreadPoolExecutor() as workers:
            list(workers.map(self._compress, wanted))

    def answer(self, name: str) -> Response:
        """Return a file, in the smallest form that the browser takes."""
        file = self._files.get(name)
        if file is None:
            abort(404)
        data, encoding = self._variant(file)
        kind = mimetypes.guess_type(file.path.name)[0] or "application/octet-stream"
        response = Response(data, mimetype=kind)
        response.headers["Cache-Control"] = _FOREVER
        if file.path.suffix in _COMPRESSED:
            response.headers["Vary"] = "Accept-Encoding"
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response

    def _variant(self, file: StaticFile) -> tuple[bytes, str]:
        for encoding, ending in (("br", "br"), ("gzip", "gz")):
            path = self._cache / f"{file.sha256}.{ending}"
            if _accepts(encoding) and path.is_file():
                return path.read_bytes(), encoding
        return file.path.read_bytes(), ""

    def _compress(self, file: StaticFile) -> None:
        data = file.path.read_bytes()
        if len(data) < _LEAST_BYTES:
            return
        for ending, compress in (("br", _brotli), ("gz", _gzip)):
            target = self._cache / f"{file.sha256}.{ending}"
            if not target.exists():
                _write(target, compress(data))


def asset_files(cache: Path) -> dict[str, Path]:
    """Return the files of assets/ that may be served; styles and scripts are joined in `cache`.

    Every file that a first visit waits for is a question of its own, so all of ours are two.
    """
    found = (path for path in ASSETS.rglob("*") if path.is_file())
    named = {path.relative_to(ASSETS.parent).as_posix(): path for path in found}
    parts = {name for name in named if _JOINED.search(name)}
    apart = {
        name: path
        for name, path in named.items()
        if name not in parts and not _NOT_SERVED.search(name)
    }
    cache.mkdir(parents=True, exist_ok=True)
    for whole in (STYLES, SCRIPTS):
        ending = Path(whole).suffix
        # The sheets that number themselves come first, then one a component.
        names = sorted((n for n in parts if n.endswith(ending)), key=lambda n: (n.count("/"), n))
        data = b"\n".join(named[name].read_bytes() for name in names)
        apart[whole] = cache / f"{hashlib.sha256(data).hexdigest()}{ending}"
        _write(apart[whole], data)
    return apart


def _write(target: Path, data: bytes) -> None:
    """Write beside and rename, so that a crash leaves no half file to serve."""
    beside = target.with_suffix(f"{target.suffix}.part")
    beside.write_bytes(data)
    beside.replace(target)


def suite_files(app: Dash) -> dict[str, Path]:
    """Return the scripts and styles that Dash's packages have registered."""
    return dict(_registered(app))


def serve_static(server: Flask, static: Callable[[], StaticFiles]) -> None:
    """Answer /statiskt/<release>/<name>; another release's address is gone."""

    @server.get("/statiskt/<release>/<path:name>")
    def static_file(release: str, name: str) -> Response:
        if release != static().release:
            abort(404)
        return static().answer(name)


def compress_answers(server: Flask) -> None:
    """Compress what is made for one request, such as the answer of a callback."""

    @server.after_request
    def compress(response: Response) -> Response:
        is_ready = response.direct_passthrough or "Content-Encoding" in response.headers
        if is_ready or not _accepts("br") or response.status_code != HTTPStatus.OK:
            return response
        data = response.get_data()
        if len(data) > _LEAST_BYTES:
            response.set_data(brotli.compress(data, quality=3))
            response.headers["Content-Encoding"] = "br"
            response.headers["Vary"] = "Accept-Encoding"
        return response


def _plain(path: str) -> str:
    """Take Dash's own mark of version and time out of a path."""
    return re.sub(r"\.v[\w-]+m\d+(?=\.)", "", path)


def _accepts(encoding: str) -> bool:
    return request.accept_encodings.quality(encoding) > 0


def _registered(app: Dash) -> Iterable[tuple[str, Path]]:
    for package, paths in app.registered_paths.items():
        folder = Path(str(sys.modules[package].__file__)).parent
        for path in paths:
            if (folder / path).is_file() and not _NOT_SERVED.search(path):
                yield f"_dash-component-suites/{package}/{path}", folder / path


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _brotli(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=11))


def _gzip(data: bytes) -> bytes:
    return gzip_compress(data, 9, mtime=0)
