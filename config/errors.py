"""What can be wrong with facts.

FactsError   every fault of a folder, reported at once; each is a FactProblem
"""

from dataclasses import dataclass
from pathlib import Path

from config.words import Language, Words


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
