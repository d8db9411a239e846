"""The categories that the product comes with are named as those who see them need."""

from pathlib import Path

from config.categories import load_categories
from config.loading import Problems
from config.texts import text
from config.words import LANGUAGES


def test_a_category_that_somebody_sees_is_not_named_as_if_it_were_withheld(
    tmp_path: Path,
) -> None:
    withheld = text("withheld.why.sensitive")
    for category in load_categories(tmp_path / "none.csv", Problems()).values():
        for language in LANGUAGES:
            name = category.name.in_language(language)
            assert withheld(language).strip(".").lower() not in name.lower()
