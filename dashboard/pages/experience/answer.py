"""What Trygghet och upplevelse asks, and the page that the answers make."""

from dashboard.board import Board
from dashboard.formatting import day
from dashboard.pages.experience.seen_panels import inspection_part, themes_part
from dashboard.pages.experience.survey_panels import groups_part, index_part, items_part
from dashboard.pages.experience.tiles import no_index_words, tiles
from dashboard.process import this_process
from dashboard.settling import viewer_of
from dashboard.state import View
from dashboard.texts import page_texts_under
from dashboard.theme import Look
from warehouse.queries.experience import experience
from warehouse.queries.experience_rows import Experience
from warehouse.statistics.survey_sentences import (
    display_sentences,
    index_sentence,
    wave_statement,
)

PARTS = ("index", "items", "groups", "inspection", "themes")
_FINDING = page_texts_under("experience", "finding")


def board_of(view: View) -> Board:
    """Ask the query layer, and say what the page shows."""
    question = view.question(view.area.area_id)
    found = experience(this_process().files, viewer_of(view), question)
    look = Look(view.language, view.state.is_meeting)
    return Board(
        finding=_finding(found, view),
        tiles=tiles(found, view),
        parts={
            "index": index_part(found, view, look),
            "items": items_part(found, view, look),
            "groups": groups_part(found, view, look),
            "inspection": inspection_part(found, view, look),
            "themes": themes_part(found, view, look),
        },
        sources=(*found.survey_sources, *found.inspection_sources, *found.interview_sources),
    )


def _finding(found: Experience, view: View) -> str:
    """Say the latest index with its interval, and what two rounds show together."""
    language = view.language
    if found.survey_withheld is not None:
        return _FINDING["withheld"](language)
    if found.no_index is not None:
        return no_index_words(found, language)
    if not found.rounds:
        return _FINDING["missing"](language)
    last = found.rounds[-1]
    when = _FINDING["when"](language, day=day(last.last, language))
    if last.estimate is None:
        return f"{when} {_FINDING['few'](language)}"
    said = [index_sentence(last.estimate, last.display), *display_sentences(last.display)]
    if found.change is not None:
        said.append(wave_statement(found.change).verdict)
    return " ".join([when, *(words.in_language(language) for words in said)])
