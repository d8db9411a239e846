"""Why a number is not shown, and what can be shown instead: said here and nowhere else."""

from config.texts import text, texts_under
from config.words import Language, Words
from warehouse.period_words import span_words
from warehouse.queries.rows import Area, Catalogue, Category, Offer, Suppressed
from warehouse.statistics.numerals import in_both

_WITHHELD = texts_under("withheld")
_AND = text("list.and")


def withheld_words(value: Suppressed, catalogue: Catalogue) -> Words:
    """Say both, such as: Visas bara för hela kvartal. Närmast som kan visas: 1 april–30 juni."""
    causes = [_cause(cause, catalogue) for cause in value.causes]
    offer = value.offer

    def said(language: Language) -> str:
        why = " ".join(cause.in_language(language) for cause in causes)
        if offer is None:
            return why
        instead = offer_words(offer, catalogue).in_language(language)
        return f"{why} {_WITHHELD['instead'](language, offer=instead)}"

    return in_both(said)


def offer_words(offer: Offer, catalogue: Catalogue) -> Words:
    """Name what can be shown: its days, its area, and its categories where they are not all."""
    return in_both(
        lambda language: ", ".join(
            part
            for part in (
                span_words(offer.span, language),
                _place(offer, catalogue, language),
                _kinds(offer, catalogue, language),
            )
            if part
        )
    )


def chosen_names(choices: tuple[str, ...], catalogue: Catalogue, language: Language) -> list[str]:
    """Name categories that were chosen: whole groups by the group's name, others one by one."""
    named: dict[str, Category] = {one.category_id: one for one in catalogue.categories}
    groups = catalogue.leaves.groups if catalogue.leaves else ()
    named |= {group.category_id: group for group in groups}
    left, found = set(choices), []
    for group in groups:
        members = {one for one in named if named[one].group_id == group.group_id} - {
            group.category_id
        }
        if members and members <= left:
            found.append(group.name.in_language(language))
            left -= members
    return found + [one.name.in_language(language) for key, one in named.items() if key in left]


def _cause(cause: str, catalogue: Catalogue) -> Words:
    is_quarterly = cause == "period" and (catalogue.leaves is None or catalogue.leaves.by_group)
    return _WITHHELD["why.quarter" if is_quarterly else f"why.{cause}"].words


def _place(offer: Offer, catalogue: Catalogue, language: Language) -> str:
    for site in catalogue.sites:
        for area in site.areas:
            if area.area_id == offer.area_id:
                return _area(area, language)
    return ""


def _area(area: Area, language: Language) -> str:
    if area.role == "site":
        return _WITHHELD["whole_place"](language)
    return area.name.in_language(language)


def _kinds(offer: Offer, catalogue: Catalogue, language: Language) -> str:
    names = chosen_names(offer.categories, catalogue, language)
    if not names:
        return ""
    *head, last = names
    return f"{', '.join(head)} {_AND(language)} {last}" if head else last
