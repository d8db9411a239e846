"""What the browser is told it may do, and which requests are refused."""

from functools import cache

from dash import Dash
from flask import Flask, Response, abort, request

_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_OWN = ("same-origin", "none")


def guard(server: Flask) -> None:
    """Refuse writing requests that another site's page sends."""

    @server.before_request
    def refuse_other_sites() -> None:
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if request.method not in {"GET", "HEAD"} and site not in _OWN:
            abort(403)


def add_headers(server: Flask, app: Dash) -> None:
    """Add the policy to every answer; it is written once, when Dash has all its inline scripts."""
    policy = cache(lambda: content_security_policy(app))

    @server.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy()
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def content_security_policy(app: Dash) -> str:
    """Return the policy: only our own origin, and only the inline scripts that Dash wrote."""
    hashes = " ".join(app.csp_hashes())
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes}",
            # Dash, dcc.Graph and plotly.js set styles from script; without this they break.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        )
    )
