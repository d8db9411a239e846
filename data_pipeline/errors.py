"""What can go wrong between an inbox and a published file.

PipelineError              found + remedy in both languages
├── FileRefusedError       one file; the rest of the load goes on
├── BuildLockedError       another build is under way
├── DiskFullError          nothing is lost, the old version is served
├── NoMemoryError          nothing is lost, the old version is served
├── CheckFailedError       an offending row stops publication
├── FrozenGoneError        the last version cannot say what must stay as it is
├── DecisionRefusedError    an alias, mapping or withdrawal that cannot be
└── FolderNotEmptyError    a template or demo would overwrite something
"""

from config.words import Language, Words, message


class PipelineError(Exception):
    """A fault a person can act on: what was found, and what to do."""

    def __init__(self, key: str, /, **values: object) -> None:
        """Take the words of the messages `key` and `key.remedy`."""
        self.found: Words = message(key, **values)
        self.remedy: Words = message(f"{key}.remedy", **values)
        super().__init__(self.sentence("sv"))

    def sentence(self, language: Language) -> str:
        """Say what was found and what to do."""
        return f"{self.found.in_language(language)} {self.remedy.in_language(language)}"


class FileRefusedError(PipelineError):
    """One file cannot be loaded; it stays where it is and nothing of it is used."""


class BuildLockedError(PipelineError):
    """Another build holds the lock."""


class DiskFullError(PipelineError):
    """No room to write; the published version is untouched."""


class NoMemoryError(PipelineError):
    """More memory was needed than the process may take; the published version is untouched."""


class CheckFailedError(PipelineError):
    """A check found offending rows."""


class FrozenGoneError(PipelineError):
    """A published file whose numbers a new version must agree with cannot be read."""


class DecisionRefusedError(PipelineError):
    """An alias, a mapping or a withdrawal cannot be made as asked; nothing is written."""


class FolderNotEmptyError(PipelineError):
    """The folder already holds something."""
