"""The categories of a version, and which of those chosen bound numbers of a kind."""

from config.categories import group_names
from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.errors import UnknownChoiceError
from warehouse.memo import remembered
from warehouse.queries.leaf_tables import leaf_categories
from warehouse.queries.rows import Category
from warehouse.statistics.numerals import in_both
from warehouse.viewer import Viewer

_GROUP = "grupp/"
"""Before a group's id where a choice is a whole group: that is all an audience may know."""
_KIND = "incident"


def categories(files: PublishedFiles, viewer: Viewer) -> dict[str, Category]:
    """Return every category by its id."""
    return {category.category_id: category for category, _ in _listed(files, viewer)}


def categories_with_rows(files: PublishedFiles, viewer: Viewer) -> tuple[Category, ...]:
    """Return the categories that any row of the version has, or any leaf with incidents."""
    counted = leaf_categories(files, viewer)
    return tuple(
        category
        for category, has_rows in _listed(files, viewer)
        if has_rows or counted.get(category.category_id)
    )


def groups(files: PublishedFiles, viewer: Viewer) -> tuple[Category, ...]:
    """Return each group of incident categories that leaves with incidents have, as a choice."""
    counted = leaf_categories(files, viewer)
    named = categories(files, viewer)
    ids = sorted(
        {named[one].group_id for one, has_any in counted.items() if has_any and one in named}
    )
    return tuple(group_choice(files, viewer, group_id) for group_id in ids)


def group_choice(files: PublishedFiles, viewer: Viewer, group_id: str) -> Category:
    """Return a group as something to choose, named by a text or by its members."""
    name = group_names().get(group_id)
    if name is None:
        named = categories(files, viewer)
        members = [named[one].name for one in members_of(files, viewer, group_id)]
        name = in_both(lambda language: ", ".join(one.in_language(language) for one in members))
    return Category(f"{_GROUP}{group_id}", _KIND, group_id, name)


def members_of(files: PublishedFiles, viewer: Viewer, group_id: str) -> tuple[str, ...]:
    """Return the incident categories of a group; of leaves, those that may be counted."""
    counted = leaf_categories(files, viewer)
    every = tuple(
        one.category_id
        for one in categories(files, viewer).values()
        if (one.kind, one.group_id) == (_KIND, group_id)
    )
    # Before anything is published the group still has a name, and no number.
    return tuple(one for one in every if one in counted) or every


def spelled_out(files: PublishedFiles, viewer: Viewer, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Replace each chosen group by its members."""
    found: dict[str, None] = {}
    for choice in chosen:
        is_group = choice.startswith(_GROUP)
        members = members_of(files, viewer, choice.removeprefix(_GROUP)) if is_group else ()
        found |= dict.fromkeys(members or (choice,))
    return tuple(found)


def chosen_of_kind(
    files: PublishedFiles, viewer: Viewer, chosen: tuple[str, ...], kind: str
) -> tuple[str, ...]:
    """Return the chosen categories of one kind; none means that the choice does not bound it.

    Raises:
        UnknownChoiceError: the version has no such category. Leaving it out in silence would show
            everything under the name of a choice.
    """
    known = categories(files, viewer)
    chosen = spelled_out(files, viewer, chosen)
    for category_id in chosen:
        if category_id not in known:
            raise UnknownChoiceError(
                Words(sv=f"Kategorin {category_id[:60]!r} finns inte.",
                      en=f"The category {category_id[:60]!r} does not exist."),
                Words(sv="Välj kategorier i listan.", en="Choose categories in the list."),
            )  # fmt: skip
    return tuple(category_id for category_id in chosen if known[category_id].kind == kind)


@remembered(4)
def _listed(files: PublishedFiles, viewer: Viewer) -> tuple[tuple[Category, bool], ...]:
    with files.open(viewer) as reading:
        return tuple(
            (Category(category_id, kind, group_id, Words(sv=name_sv, en=name_en)), has_rows)
            for category_id, kind, group_id, name_sv, name_en, has_rows in reading.rows(
                "categories"
            )
        )
