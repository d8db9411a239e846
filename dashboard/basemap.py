"""The base map under the maps: /kartbas/<version>, the GeoJSON published with the version."""

from flask import Flask, Response, abort, send_file

from dashboard.auth import viewer_of_request
from dashboard.process import this_process
from warehouse.errors import WarehouseError
from warehouse.viewer import Viewer

_A_YEAR = 365 * 24 * 3600


def basemap_address(viewer: Viewer, version: str) -> str | None:
    """Return where the browser finds the base map of a version, if it has one."""
    return f"/kartbas/{version}" if this_process().files.basemap(viewer) else None


def serve_basemap(server: Flask) -> None:
    """Answer with a version's base map; it never changes."""

    @server.get("/kartbas/<version>")
    def basemap(version: str) -> Response:
        try:
            path = this_process().files.basemap(viewer_of_request(version))
        except WarehouseError:
            path = None
        if path is None or not path.is_file():
            abort(404)
        response = send_file(path, mimetype="application/geo+json", conditional=True)
        response.direct_passthrough = False  # so that it is compressed like any other answer
        response.headers["Cache-Control"] = f"private, max-age={_A_YEAR}, immutable"
        return response
