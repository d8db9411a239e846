"""The questions of a drafted survey: their scales, which belong to the index, what is left out."""

from typing import Any

from data_pipeline.profiling.found import ColumnProfile, Draft, Profile, decided, unsure
from data_pipeline.profiling.scales import Asked, Scale
from data_pipeline.profiling.vocabulary import plain_words, vocabulary

_HEADINGS_NAMED = 8
_MOST_ANSWERS = 22


def draft_questions(draft: Draft, profile: Profile, asked: Asked, used: set[str]) -> set[str]:
    """Write the questions into the draft; return the headings they are asked under."""
    scales = [scale for scale in asked.scales if scale.heading not in used]
    questions = {f"q{number:03}": _question(scale) for number, scale in enumerate(scales, start=1)}
    draft.keys["questions"] = questions
    if questions:
        draft.say("questions", unsure("questions", count=len(questions)))
    else:
        draft.say("questions", unsure("no_questions"))
    if count := sum(question.get("in_index", False) for question in questions.values()):
        draft.say("questions", unsure("questions_index", count=count))
    if coded := [scale.heading for scale in scales if scale.is_coded]:
        draft.say("questions", unsure("coded_answers", headings=_named(coded)))
    if labelled := [scale.heading for scale in scales if scale.name]:
        draft.say("questions", decided("labelled_answers", headings=_named(labelled)))
    found = {scale.heading for scale in scales}
    if left := [c.heading for c in profile.columns if _is_left(c, found | used)]:
        draft.say("questions", unsure("questions_left", headings=_named(left)))
    return found


def _question(scale: Scale) -> dict[str, Any]:
    words = plain_words(scale.name or scale.heading)
    question: dict[str, Any] = {
        "name": {"sv": words, "en": words}, "from": [scale.heading],
        "low": scale.low, "high": scale.high,
    }  # fmt: skip
    if scale.is_clear:
        # The upper half of the scale; the middle of an uneven one is no favour.
        question["positive_from"] = (scale.low + scale.high) // 2 + 1
        question |= {"in_index": True} if _is_of_index(words, scale) else {}
    question |= {"values": scale.values} if scale.values else {}
    return question | ({"missing": list(dict.fromkeys(scale.missing))} if scale.missing else {})


def _is_of_index(words: str, scale: Scale) -> bool:
    """Say whether a question is one of those that the index is of; the whole impression is not."""
    said = words.split()
    if any(word.startswith(vocabulary().overall) for word in said):
        return False
    said += [word for answer in scale.values for word in answer.casefold().split()]
    return any(word.startswith(vocabulary().index_items) for word in said)


def _is_left(column: ColumnProfile, used: set[str]) -> bool:
    """Say whether a column may be a question that the draft leaves out."""
    is_known = column.heading in used or plain_words(column.heading) in vocabulary().survey_tools
    is_closed = 1 < column.distinct <= _MOST_ANSWERS and column.role in {"flag", "text", "number"}
    return is_closed and not is_known and not column.personal


def _named(headings: list[str]) -> str:
    named = ", ".join(f"«{heading}»" for heading in headings[:_HEADINGS_NAMED])
    return named + (" …" if len(headings) > _HEADINGS_NAMED else "")
