"""Read YAML as plain data with positions, without YAML's surprises.

Plans, parameters and rules are written by people. The reader therefore accepts the plain core of YAML only: no
tags, no anchors, no duplicate keys, no ``yes``/``on`` booleans, no sexagesimal or octal numbers, and no floats: a
decimal number becomes an exact `decimal.Decimal`. Dates stay text; whoever knows what the field means reads them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

import attrs
import yaml

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Path", "YamlError", "YamlText", "read"]

Path = tuple[str | int, ...]
"""The way to a value inside a document: keys and list positions from the top."""

MAX_DEPTH = 60

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
_GUESSED_TAGS = {"bool", "float", "int", "merge", "null", "str", "timestamp", "value"}
_WORDS = {"": None, "null": None, "~": None, "true": True, "false": False}


class YamlError(SsoplanError, ValueError):
    """Raised when a YAML text is malformed or uses a feature that documents of this library do not need."""

    kind = "yaml"
    messages: ClassVar = {
        "syntax": Message(
            en="{file}:{line}:{column}: not readable as YAML: {problem}",
            th="{file}:{line}:{column}: อ่านเป็น YAML ไม่ได้: {problem}",
        ),
        "duplicate-key": Message(
            en="{file}:{line}:{column}: the key {key!r} stands twice; keep one",
            th="{file}:{line}:{column}: มีคีย์ {key!r} ซ้ำกัน ให้เหลือเพียงหนึ่ง",
        ),
        "not-plain": Message(
            en="{file}:{line}:{column}: {what} cannot be used here; write the value out",
            th="{file}:{line}:{column}: ใช้ {what} ที่นี่ไม่ได้ ให้เขียนค่าโดยตรง",
        ),
        "too-deep": Message(
            en="{file}:{line}:{column}: nested more than {limit} levels deep",
            th="{file}:{line}:{column}: ซ้อนกันลึกเกิน {limit} ระดับ",
        ),
    }


@attrs.frozen
class YamlText:
    """The plain data of a YAML text, and where each value stands in it.

    Attributes:
        data: Dicts, lists, str, int, `decimal.Decimal`, bool and None.
        file: The name used in messages.
        twice: Keys that stand twice, where `read` was asked to go on: the mapping's path, the key, and the place of
            the second one. The data hold the first.
    """

    data: Any
    file: str
    twice: tuple[tuple[Path, str, tuple[int, int]], ...]
    _root: Any = attrs.field(repr=False, eq=False)

    def at(self, path: Path) -> tuple[int, int]:
        """Return line and column (from 1) of the value at ``path``, or of the nearest value above it."""
        node = self._root
        for step in path:
            below = _below(node, step)
            if below is None:
                break
            node = below
        return (1, 1) if node is None else (node.start_mark.line + 1, node.start_mark.column + 1)


def _below(node: Any, step: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return node.value[step]
    return None


def read(text: str, *, file: str = "<text>", keep_going: bool = False) -> YamlText:
    """Read one YAML document.

    Args:
        text: The document.
        file: The name used in messages.
        keep_going: Whether to note a key that stands twice and go on, so that a reader can report all that is wrong.

    Raises:
        YamlError: With line and column, at the first thing that is malformed or not plain.
    """
    try:
        _bound_depth(text, file)
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, UnicodeError) as error:
        raise _syntax(error, file) from None
    twice = tuple(_twice(node, ())) if node is not None else ()
    if twice and not keep_going:
        _, key, (line, column) = twice[0]
        raise YamlError("duplicate-key", file=file, line=line, column=column, key=key)
    return YamlText(None if node is None else _plain(node, file), file, twice, node)


def _twice(node: Any, path: Path) -> Iterator[tuple[Path, str, tuple[int, int]]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield path, key.value, (key.start_mark.line + 1, key.start_mark.column + 1)
                seen.add(key.value)
                yield from _twice(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _twice(item, (*path, place))


def _bound_depth(text: str, file: str) -> None:
    # Composing recurses, in C where libyaml is present: hostile nesting must be refused on the flat event stream.
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise YamlError("not-plain", **_where(event, file), what=f"*{event.anchor}")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise YamlError("too-deep", **_where(event, file), limit=MAX_DEPTH)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _plain(node: Any, file: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        _refuse_tag(node, "map", file)
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, value = _key(key_node, file), _plain(value_node, file)
            found.setdefault(key, value)
        return found
    if isinstance(node, yaml.SequenceNode):
        _refuse_tag(node, "seq", file)
        return [_plain(item, file) for item in node.value]
    return _scalar(node, file)


def _key(node: Any, file: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise YamlError("not-plain", **_where(node, file), what="a list or mapping as a key")
    return str(node.value)


def _scalar(node: Any, file: str) -> Any:
    text = str(node.value)
    if node.style:
        _refuse_tag(node, "str", file)
        return text
    # A plain scalar carries the tag that YAML 1.1 guesses; any other tag was written by hand.
    if node.tag.removeprefix("tag:yaml.org,2002:") not in _GUESSED_TAGS:
        raise YamlError("not-plain", **_where(node, file), what=node.tag)
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INT.match(text):
        return _integer(node, text, file)
    return Decimal(text) if _DECIMAL.match(text) else text


def _integer(node: Any, text: str, file: str) -> int:
    try:
        return int(text)
    except ValueError:  # Python's own limit on the number of digits
        raise YamlError("not-plain", **_where(node, file), what=f"a number of {len(text)} digits") from None


def _refuse_tag(node: Any, expected: str, file: str) -> None:
    if node.tag != f"tag:yaml.org,2002:{expected}":
        raise YamlError("not-plain", **_where(node, file), what=node.tag)


def _where(item: Any, file: str) -> dict[str, Any]:
    return {"file": file, "line": item.start_mark.line + 1, "column": item.start_mark.column + 1}


def _syntax(error: Exception, file: str) -> YamlError:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, getattr(error, "position", 0) + 1)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "unknown problem"
    return YamlError("syntax", file=file, line=line, column=column, problem=problem)
