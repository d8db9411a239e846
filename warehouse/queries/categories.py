"""The categories of a version, and which of those chosen bound numbers of a kind."""

from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.errors import UnknownChoiceError
from warehouse.memo import remembered
from warehouse.queries.rows import Category
from warehouse.viewer import Viewer


def categories(files: PublishedFiles, viewer: Viewer) -> dict[str, Category]:
    """Return every category by its id."""
    return {category.category_id: category for category, _ in _listed(files, viewer)}


def categories_with_rows(files: PublishedFiles, viewer: Viewer) -> tuple[Category, ...]:
    """Return the categories that any row of the version has."""
    return tuple(category for category, has_rows in _listed(files, viewer) if has_rows)


def chosen_of_kind(
    files: PublishedFiles, viewer: Viewer, chosen: tuple[str, ...], kind: str
) -> tuple[str, ...]:
    """Return the chosen categories of one kind; none means that the choice does not bound it.

    Raises:
        UnknownChoiceError: the version has no such category. Leaving it out in silence would show
            everything under the name of a choice.
    """
    known = categories(files, viewer)
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
