"""Answers remembered: one published version never changes, so neither do its answers."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from warehouse.connection import PublishedFiles
from warehouse.viewer import Viewer

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")
Query = Callable[Concatenate[PublishedFiles, Viewer, Rest], Answer]


class Memo:
    """The `most` answers asked for last; safe to share between threads."""

    def __init__(self, most: int) -> None:
        """Start empty."""
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def __len__(self) -> int:
        return len(self._answers)

    def answer(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        """Return the answer kept for `key`, or ask and keep it.

        Two threads may ask the same at once: both get the right answer, and no one waits.
        """
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                kept: Answer = self._answers[key]
                return kept
        answer = ask()
        with self._lock:
            self._answers[key] = answer
            self._answers.move_to_end(key)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return answer


def remembered(most: int) -> Callable[[Query[Rest, Answer]], Query[Rest, Answer]]:
    """Keep the query's last `most` answers by version, profile and arguments.

    The query is called with a Viewer that pins the version, so that all it asks, and all the
    other queries it calls, answer from one version even while a new one is published.
    """

    def keep(query: Query[Rest, Answer]) -> Query[Rest, Answer]:
        memo = Memo(most)

        @wraps(query)
        def ask(
            files: PublishedFiles, viewer: Viewer, /, *args: Rest.args, **named: Rest.kwargs
        ) -> Answer:
            pinned = Viewer(viewer.profile, files.version(viewer))
            key = (files.folder, pinned, args, tuple(sorted(named.items())))
            return memo.answer(key, lambda: query(files, pinned, *args, **named))

        return ask

    return keep
