"""The table of what became of every real file: rows in, taken, rejected and why, and the facts."""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from data_pipeline.archive import Archive
from data_pipeline.errors import FileRefusedError
from data_pipeline.inbox import look_in
from data_pipeline.land import land, prepare
from data_pipeline.ledger import Ledger
from data_pipeline.store import Store
from tests.real.world_truth import SUBJECTS
from tests.real_data import SHARED, make
from tests.tiny import Tiny

HEADINGS = "| source | file | records | taken | rejected | set aside | why | seconds |"


def main() -> None:
    """Print one line a file of both instances, then one line a subject with its facts."""
    print(HEADINGS)
    print("|" + "---|" * (HEADINGS.count("|") - 1))
    with tempfile.TemporaryDirectory() as folder:
        for name in ("chicago", "world"):
            for line in file_lines(Tiny(make(name, Path(folder) / name))):
                print(line)
        made = Tiny(Path(folder) / "world")
        made.build()
        for source_id, count in made.rows(
            "select source_id, no_position_count + outside_count from mart_source order by 1"
        ):
            print(f"at no place, {source_id}: {count}")
        unequal = sum(fact_lines(made))
    sys.exit(1 if unequal else 0)


def file_lines(made: Tiny) -> Iterator[str]:
    """Take and land each file by itself, timed."""
    instance, store = made.instance(), Store(made.instance().var)
    connection, ledger = store.connect(), Ledger(store.ledger)
    prepare(connection)
    archive = Archive(store, ledger, instance.sources, connection)
    for source_id, path in look_in(instance).files:
        began = time.perf_counter()
        load = archive.take(source_id, path, made.now)
        cells: list[object] = [source_id, path.name[:44], load.record_count + load.broken_count]
        if load.found is not None:
            cells += [0, "all", 0, load.found.en[:90]]
        else:
            try:
                one = land(connection, store, instance.sources[source_id], load, made.now.date())
                why = Counter(fault.reason for fault in one.rejections)
                reasons = ", ".join(f"{n} {reason}" for reason, n in why.most_common())
                cells += [one.accepted_count, one.rejected_count, one.set_aside_count, reasons]
            except FileRefusedError as refusal:
                cells += [0, "all", 0, refusal.found.en[:90]]
        cells.append(f"{time.perf_counter() - began:.2f}")
        yield "| " + " | ".join(map(str, cells)) + " |"
    connection.close()


def fact_lines(made: Tiny) -> Iterator[int]:
    """Print how many facts of each subject are equal, and yield how many are not."""
    truth = json.loads((SHARED / "truth.json").read_text("utf-8"))
    for subject, facts in SUBJECTS.items():
        compared = list(facts(made, truth))
        wrong = [fact for fact, wanted, found in compared if wanted != found]
        print(f"{subject}: {len(compared) - len(wrong)} of {len(compared)} facts equal {wrong}")
        yield len(wrong)


if __name__ == "__main__":
    main()
