"""Every field of a row has a name that people can read."""

from config.kinds import field_names, kinds


def test_every_field_has_a_name_in_words_and_no_other_name_is_kept() -> None:
    fields = {name for kind in kinds().values() for name in kind.fields}
    assert set(field_names()) == fields
    assert not any("_" in words.sv + words.en for words in field_names().values())
