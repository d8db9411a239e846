"""YAML or CSV file to typed facts: every fault is named with file, key, value and remedy."""

import csv
import io
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from config.errors import FactProblem, RuleError

Loaded = TypeVar("Loaded", bound=BaseModel)
_LONGEST_VALUE_SHOWN = 60


class _StrictLoader(yaml.CSafeLoader):
    """A safe loader that refuses a key written twice (YAML would keep the last in silence).

    Days stay text, so that one that does not exist is named with its key.
    """


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Hashable, object]:
    seen: set[Hashable] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            fault = "a key must be one word"
            raise yaml.constructor.ConstructorError(None, None, fault, key_node.start_mark)
        if key in seen:
            fault = f"the key {key!r} is written twice"
            raise yaml.constructor.ConstructorError(None, None, fault, key_node.start_mark)
        seen.add(key)
    loader.flatten_mapping(node)
    return loader.construct_mapping(node, deep=True)


_StrictLoader.yaml_implicit_resolvers = {
    sign: [(tag, form) for tag, form in rules if not tag.endswith(":timestamp")]
    for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


class Problems:
    """Collects faults so that a whole folder is reported at once."""

    def __init__(self) -> None:
        """Start with none."""
        self._found: list[FactProblem] = []

    def add(self, file: Path, key: str, fault: str, /, **values: object) -> None:
        """Note one fault; `fault` names the pair of messages `<fault>` and `<fault>.remedy`."""
        self.note(file, key, RuleError(fault, **values))

    def note(self, file: Path, key: str, fault: RuleError) -> None:
        """Note one fault that tells itself."""
        self._found.append(FactProblem(file, key, fault.found, fault.remedy))

    @property
    def found(self) -> tuple[FactProblem, ...]:
        """Every fault noted so far."""
        return tuple(self._found)


def load_fact(path: Path, model: type[Loaded], problems: Problems) -> Loaded | None:
    """Read one YAML file as `model`; note the faults and return None where it cannot be used."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
    except FileNotFoundError:
        problems.add(path, "", "facts.no_file")
        return None
    except UnicodeDecodeError:
        problems.add(path, "", "facts.not_utf8")
        return None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problems.add(path, "", "facts.not_yaml", line=line, reason=error.problem)
        return None
    except yaml.reader.ReaderError as error:
        line = path.read_text(encoding="utf-8")[: error.position].count("\n") + 1
        problems.add(path, "", "facts.not_yaml", line=line, reason=error.reason)
        return None
    return _validated(path, raw if raw is not None else {}, model, problems)


def csv_rows(path: Path, problems: Problems) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line and cells of a CSV of facts; one that does not exist has none."""
    if not path.exists():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        problems.add(path, "", "facts.not_utf8")
        return
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="+", restval="")
    try:
        for row in reader:
            # Cells beyond the headings stand under "+", which no fact has.
            yield reader.line_num, row
    except csv.Error as error:
        problems.add(path, f"rad {reader.line_num}", "facts.bad_line", reason=error)


def first_fault(error: ValidationError) -> str:
    """Return the first fault of a line in words."""
    detail = error.errors()[0]
    return f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}"


def _validated(path: Path, raw: object, model: type[Loaded], problems: Problems) -> Loaded | None:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors():
            _note(path, detail, problems)
    return None


def _note(path: Path, detail: ErrorDetails, problems: Problems) -> None:
    key = ".".join(str(part) for part in detail["loc"])
    broken = (detail.get("ctx") or {}).get("error")
    if isinstance(broken, RuleError):
        problems.note(path, key, broken)
        return
    value = str(detail["input"])[:_LONGEST_VALUE_SHOWN]
    allowed = (detail.get("ctx") or {}).get("expected", "")
    fault = {
        "missing": "facts.missing",
        "extra_forbidden": "facts.unknown_key",
        "string_too_short": "facts.empty",
        "literal_error": "facts.not_allowed",
        "value_error": "facts.rule",
    }.get(detail["type"], "facts.wrong_type")
    reason = str((detail.get("ctx") or {}).get("error", detail["msg"]))
    problems.add(path, key, fault, value=value, allowed=allowed, reason=reason)
