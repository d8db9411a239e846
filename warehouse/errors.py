"""What can go wrong when numbers are asked for.

WarehouseError
├── PeriodError               a text is no period, or a period cannot be made
├── NothingPublishedError     no version has been published yet
├── UnknownVersionError       a pinned version does not exist (any more)
├── OutdatedVersionError      the version was built by another release of the product
├── FileGoneError             the pointer names a file that is not there
├── ProfileNotPublishedError  the version has no file for the viewer's profile
├── ProfileRefusedError       the process may not open that profile's file at all
└── UnknownChoiceError        an area, KPI or category that the version does not hold

ModelError                    an SQL model is wrong: for those who build the product
"""

from config.words import Language, Words


class WarehouseError(Exception):
    """A question cannot be answered: what was found, and what to do, in both languages."""

    def __init__(self, found: Words, remedy: Words) -> None:
        """Keep both sentences."""
        super().__init__(f"{found.sv} {remedy.sv}")
        self.found = found
        self.remedy = remedy

    def sentence(self, language: Language) -> str:
        """Say it as one line for a person."""
        return f"{self.found.in_language(language)} {self.remedy.in_language(language)}"


class PeriodError(WarehouseError):
    """A text is no period, or a period cannot be made."""


class NothingPublishedError(WarehouseError):
    """No version has been published yet."""


class UnknownVersionError(WarehouseError):
    """A pinned version does not exist (any more)."""


class OutdatedVersionError(WarehouseError):
    """The version was built by another release of the product, whose tables are others."""


class FileGoneError(WarehouseError):
    """The pointer names a file that is not there."""


class ProfileNotPublishedError(WarehouseError):
    """The version has no file for the viewer's profile."""


class ProfileRefusedError(WarehouseError):
    """The process may not open that profile's file, whoever asks."""


class UnknownChoiceError(WarehouseError):
    """An area, KPI or category that the version does not hold."""


class ModelError(Exception):
    """A model cannot be parsed, reads a table nobody makes, or models go in a ring."""
