"""What can be wrong with facts.

FactsError   every fault of a folder, reported at once; each is a FactProblem
RuleError    a rule of one fact that does not hold; it becomes a FactProblem
"""

from dataclasses import dataclass
from pathlib import Path

from config.words import Language, Words, message


@dataclass(frozen=True)
class FactProblem:
    """One fault in one file: what was found, where, and what to do."""

    file: Path
    key: str
    found: Words
    remedy: Words

    def sentence(self, language: Language) -> str:
        """Say the fault as one line for a person."""
        place = f"{self.file}" + (f" · {self.key}" if self.key else "")
        found, remedy = self.found.in_language(language), self.remedy.in_language(language)
        return f"{place}: {found} {remedy}"


class FactsError(Exception):
    """All faults found when a folder was loaded."""

    def __init__(self, problems: tuple[FactProblem, ...]) -> None:
        """Keep the faults in file order."""
        super().__init__("\n".join(problem.sentence("sv") for problem in problems))
        self.problems = problems


class RuleError(ValueError):
    """A rule of a fact that does not hold, told in both languages."""

    def __init__(self, key: str, /, **values: object) -> None:
        """Say the messages `key` and `<key>.remedy`."""
        self.found = message(key, **values)
        self.remedy = message(f"{key}.remedy", **values)
        super().__init__(f"{self.found.en} {self.remedy.en}")
