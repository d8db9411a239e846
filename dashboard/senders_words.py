"""Words that a sender wrote: by our name where there is one, else as they are, or quoted."""

import re

from config.texts import texts_under
from dashboard.state import View

_SENDERS = texts_under("senders")
_BASELINE = ("nuläge", "nollmätning", "baseline")
_MONTHS = re.compile(r"(\d+) (?:månader|months)")


def senders_words(text: str, view: View) -> str:
    """Return a sender's own word; on a page in another language as a quotation."""
    is_theirs = view.language == view.catalogue.language
    return text if is_theirs else _SENDERS["quoted"](view.language, text=text)


def round_name(code: str, view: View) -> str:
    """Name a measurement round: those of the model in the page's language, others as sent."""
    if code.lower() in _BASELINE:
        return _SENDERS["baseline"](view.language)
    if found := _MONTHS.fullmatch(code.lower()):
        return _SENDERS["months"](view.language, count=found.group(1))
    return code if code.isdigit() else senders_words(code, view)
