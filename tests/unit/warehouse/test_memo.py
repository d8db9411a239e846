"""Answers are kept for each version, profile and argument, and only so many."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.builders import publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.memo import Memo, remembered
from warehouse.viewer import Viewer


@pytest.fixture
def files(tmp_path: Path) -> PublishedFiles:
    publish(tmp_path, small_world(), profiles=("internal", "partner"))
    return PublishedFiles(tmp_path)


def test_a_question_is_asked_once_for_each_version_profile_and_argument(
    files: PublishedFiles, tmp_path: Path
) -> None:
    asked: list[tuple[Viewer, int]] = []

    @remembered(10)
    def query(_: PublishedFiles, viewer: Viewer, number: int) -> int:
        asked.append((viewer, number))
        return number * 2

    me, partner = Viewer("internal"), Viewer("partner")
    assert [query(files, me, 1), query(files, me, 1), query(files, me, number=1)] == [2, 2, 2]
    query(files, me, 2)
    query(files, partner, 1)
    query(files, Viewer("internal", "v1"), 2)  # the current one, pinned
    publish(tmp_path, small_world(), "v2")
    query(files, me, 1)
    v1, v2 = Viewer("internal", "v1"), Viewer("internal", "v2")
    assert asked == [(v1, 1), (v1, 1), (v1, 2), (Viewer("partner", "v1"), 1), (v2, 1)]


def test_an_error_is_not_remembered(files: PublishedFiles) -> None:
    answers = iter([RuntimeError, None])

    @remembered(10)
    def query(_: PublishedFiles, __: Viewer) -> str:
        error = next(answers)
        if error:
            raise error
        return "ok"

    with pytest.raises(RuntimeError):
        query(files, Viewer("internal"))
    assert query(files, Viewer("internal")) == "ok"


def test_the_oldest_answer_is_forgotten_first() -> None:
    memo = Memo(2)
    asked: list[str] = []

    def ask(key: str) -> None:
        memo.answer(key, lambda: asked.append(key))

    for key in "abacab":
        ask(key)
    assert asked == ["a", "b", "c", "b"]
    assert len(memo) == 2


def test_threads_get_the_answer_to_their_own_question() -> None:
    memo = Memo(5)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: memo.answer(n % 9, lambda: n % 9) == n % 9, range(4000)))
    assert all(answers)
    assert len(memo) == 5
