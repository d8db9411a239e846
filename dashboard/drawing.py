"""What the browser's own scripts draw (filters, tables, map), packed for assets/scripts/draw.js."""

from typing import Any

import orjson


def packed(drawing: dict[str, Any]) -> str:
    """Write a drawing as one JSON text: Dash would walk through every cell of every table."""
    return orjson.dumps(drawing).decode()
