"""How long work tells of itself: a bar with counts and time left, or plain lines in a log."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_log = logging.getLogger("platsbild.build")
Advance = Callable[[int, str], None]


class Progress:
    """Shows phases of work; a terminal gets a bar, anything else one line a phase and file."""

    def __init__(self, *, on_terminal: bool | None = None) -> None:
        """Look whether a person watches, unless told."""
        self._bar = sys.stderr.isatty() if on_terminal is None else on_terminal

    @contextmanager
    def phase(self, title: str, total: int) -> Iterator[Advance]:
        """Begin a phase of `total` steps; call what is yielded with (count, what) as it goes."""
        if self._bar:
            with click.progressbar(
                length=total, label=title, show_pos=True, show_eta=True, file=sys.stderr,
                item_show_func=str, update_min_steps=1,
            ) as bar:  # fmt: skip
                yield bar.update
            return
        _log.info("%s: %d steps", title, total)
        done = 0

        def advance(count: int, what: str) -> None:
            nonlocal done
            done += count
            _log.info("%s: %d of %d, %s", title, done, total, what)

        yield advance
