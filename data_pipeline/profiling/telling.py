"""What a draft and a trial of it say, line by line."""

from collections.abc import Iterator
from dataclasses import asdict

from config.words import Words, message
from data_pipeline.profiling.new_source import NewSource
from data_pipeline.profiling.trial import Trial


def about_new(made: NewSource) -> Iterator[Words]:
    """Yield where a draft lies, what was decided, what to check, and what is wrong."""
    yield Words(
        sv=f"Utkast: {made.path} ({made.kind}, {made.record_count} rader)",
        en=f"Draft: {made.path} ({made.kind}, {made.record_count} rows)",
    )
    marked = (("·", made.decided), ("?", made.unsure), ("✗", made.faults))
    for mark, words in ((mark, words) for mark, every in marked for words in every):
        yield Words(sv=f"{mark} {words.sv}", en=f"{mark} {words.en}")


def about_trial(found: Trial) -> Iterator[Words]:
    """Yield what a contract would take and reject of a file, and its first rows."""
    if found.refused and found.remedy:
        refused, remedy, name = found.refused, found.remedy, found.file_name
        yield Words(
            sv=f"✗ {name}: {refused.sv} {remedy.sv}", en=f"✗ {name}: {refused.en} {remedy.en}"
        )
        return
    yield message("draft.trial", **asdict(found))
    for reason in found.reasons:
        values = ", ".join(f"«{value}»" for value in reason.values)
        lines = ", ".join(map(str, reason.lines))
        head, tail = f"✗ {reason.count} × {reason.heading}:", f"{values} ({lines})"
        yield Words(sv=f"{head} {reason.words.sv} {tail}", en=f"{head} {reason.words.en} {tail}")
    if found.dropped:
        yield message("draft.dropped", headings=", ".join(found.dropped))
    if found.unmapped_count:
        codes = ", ".join(found.unmapped_codes)
        yield message("draft.unmapped", count=found.unmapped_count, codes=codes)
    for row in (found.headings, *found.rows):
        line = " | ".join(row) or "–"
        yield Words(sv=line, en=line)
