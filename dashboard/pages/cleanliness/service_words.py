"""The instance's service levels in words: how soon faults are to be dealt with."""

from config.words import Language
from dashboard.formatting import number
from dashboard.texts import page_texts_under
from warehouse.queries.care_rows import Faults, ServiceLevel
from warehouse.queries.faults import GRAFFITI

_SERVICE = page_texts_under("cleanliness", "service")


def level_time(level: ServiceLevel | None, language: Language) -> str:
    """Write a service level: 48 timmar, 5 arbetsdagar; in general words where there is none."""
    if level is None:
        return _SERVICE["unknown"](language)
    unit, count = ("workdays", level.workdays) if level.hours is None else ("hours", level.hours)
    return _SERVICE[unit](language, count=number(count or 0, language))


def graffiti_level(found: Faults) -> ServiceLevel | None:
    """Return the level of graffiti: its own, or that of all other kinds."""
    for category, level in found.levels:
        if category is None or category.category_id == GRAFFITI:
            return level
    return None


def agreed_words(found: Faults, language: Language) -> str:
    """Say every level: klottersanering inom 48 timmar, annat inom 5 arbetsdagar."""
    said = []
    for category, level in found.levels:
        time = level_time(level, language)
        if category is not None:
            name = category.name.in_language(language).lower()
            said.append(_SERVICE["own"](language, name=name, time=time))
        else:
            said.append(_SERVICE["others" if said else "all"](language, time=time))
    return ", ".join(said) or _SERVICE["all"](language, time=level_time(None, language))
