"""A drafted contract as YAML, with its reasons as comments in both languages."""

import textwrap

import yaml

from data_pipeline.profiling.found import Draft, Profile

_WIDTH = 100
_BLOCKS = {"columns", "questions"}
_ENDLESS = 1_000_000


def draft_text(draft: Draft, profile: Profile) -> str:
    """Return the contract as text that `platsbild check` reads."""
    name, count = profile.file_name, profile.record_count
    lines = [
        f"# Utkast ur {name}: {count} rader. «?» är osäkert: titta efter.",
        f"# Draft from {name}: {count} rows. “?” is unsure: have a look.",
        "# Byt status till live när det stämmer. (Change status to live when it is right.)",
    ]  # fmt: skip
    for key, value in draft.keys.items():
        lines += _comments(draft, key)
        lines += _entry(key, value)
    for key in draft.remarks:
        if key not in draft.keys:
            lines += _comments(draft, key)
    return "\n".join(lines) + "\n"


def _comments(draft: Draft, key: str) -> list[str]:
    lines: list[str] = []
    for remark in draft.remarks.get(key, ()):
        mark = "? " if remark.is_unsure else ""
        text = " ".join(f"{mark}{remark.words.sv} ({remark.words.en})".split())
        lines += textwrap.wrap(text, _WIDTH - 2, initial_indent="# ", subsequent_indent="#   ")
    return ["", *lines] if lines else []


def _entry(key: str, value: object) -> list[str]:
    if key in _BLOCKS and isinstance(value, dict):
        return [f"{key}:", *(f"  {name}: {_flow(item)}" for name, item in value.items())]
    if key in _BLOCKS and isinstance(value, list) and value:
        return [f"{key}:", *(f"  - {_flow(item)}" for item in value)]
    return [f"{key}: {_flow(value)}"]


def _flow(value: object) -> str:
    text = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=_ENDLESS
    )
    # An empty key is written for machines: {? '' : no}.
    return text.removesuffix("...\n").strip().replace("? '' :", "'':")
