"""HTML attributes that Dash's typed components have no argument for: data-* and aria-*."""

from collections.abc import Mapping
from typing import Any


def attributes(named: Mapping[str, str]) -> dict[str, Any]:
    """Return attributes by their HTML names, to be passed on as `**attributes({...})`."""
    return dict(named)
