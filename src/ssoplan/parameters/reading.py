"""Read a directory of parameter files, or the set that this package carries."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from ssoplan.errors import Message
from ssoplan.parameters.errors import DataProblem, ParameterDataError
from ssoplan.parameters.sources import SourceRegistry
from ssoplan.parameters.store import Parameters

if TYPE_CHECKING:
    from ssoplan._yaml import YamlText
    from ssoplan.parameters.parameter import Parameter

__all__ = ["COMPILED", "compiled_json", "default_parameters", "load_parameters"]

COMPILED = "_compiled/parameters.json"
"""Where the compiled set lies inside the package; the wheel build writes it, a source tree has none."""

_SOURCES = "sources"
_PACKAGE = "ssoplan.parameters"


@lru_cache(maxsize=1)
def default_parameters() -> Parameters:
    """Return the parameters that this package carries: compiled in a wheel, from YAML in a source tree."""
    compiled = resources.files("ssoplan") / COMPILED
    if compiled.is_file():
        return Parameters.from_plain(json.loads(compiled.read_text(encoding="utf-8")))
    return _from_data()


def compiled_json() -> str:
    """Return the text of the compiled set, validated: what a wheel build writes to ``COMPILED``."""
    return json.dumps(_from_data().to_plain(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load_parameters(path: str | Path, *, sources: SourceRegistry | None = None) -> Parameters:
    """Read every ``*.yaml`` of a directory; see `Parameters.load`.

    Raises:
        ParameterDataError: With every problem of every file.
    """
    from ssoplan.parameters.entries import FamilyReader, SourceReader  # noqa: PLC0415 - only where YAML is read

    problems: list[DataProblem] = []
    texts = {file.stem: _read(file, problems) for file in sorted(Path(path).glob("*.yaml"))}
    registry = sources or SourceRegistry()
    if text := texts.pop(_SOURCES, None):
        source_reader = SourceReader(text)
        registry = registry.extended(source_reader.read())
        problems += source_reader.problems
    found: list[Parameter] = []
    for family, text in texts.items():
        if text is not None:
            reader = FamilyReader(text, family, registry)
            found += reader.read()
            problems += reader.problems
    if problems:
        raise ParameterDataError("problems", count=len(problems), problems=tuple(problems))
    # Ids cannot repeat: YAML refuses a key that stands twice, and an id begins with the name of its file.
    return Parameters.of(found, registry)


def _read(file: Path, problems: list[DataProblem]) -> YamlText | None:
    from ssoplan._yaml import YamlError, read  # noqa: PLC0415 - YAML only when asked

    try:
        return read(file.read_text(encoding="utf-8"), file=str(file))
    except YamlError as error:
        problems.append(DataProblem("unreadable", problem=Message(en=error.text("en"), th=error.text("th"))))
        return None


def _from_data() -> Parameters:
    with resources.as_file(resources.files(_PACKAGE) / "data") as directory:
        return load_parameters(directory)
