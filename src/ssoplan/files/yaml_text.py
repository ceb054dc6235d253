"""Plain data → YAML that people like to read: Thai as it is, what is short on one line, what is long in blocks."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import yaml

__all__ = ["WIDTH", "write_yaml"]

WIDTH = 110
"""Columns that a line of a written file has, about."""

_NEVER_FITS = 10 * WIDTH
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")  # folded away by YAML readers unless escaped
_TAG = "tag:yaml.org,2002:"


class _Dumper(yaml.SafeDumper):
    """PyYAML's emitter with our idea of which plain scalars are not text."""

    # The reader of this library keeps dates as text, so they need no quotes; and it takes null in any case.
    yaml_implicit_resolvers = {  # noqa: RUF012  # PyYAML's own class attribute
        first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith("timestamp")]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  # PyYAML's signature
        """Indent the items of a list inside a mapping."""
        super().increase_indent(flow, indentless=False)


_Dumper.add_implicit_resolver(f"{_TAG}bool", re.compile(r"(?i:null|true|false)\Z"), list("nNtTfF"))


def write_yaml(data: dict[str, Any]) -> str:
    """Return YAML that `ssoplan._yaml.read` reads as the same data.

    >>> print(write_yaml({"kind": "plan", "months": [1, None, "lost"], "page": "8"}), end="")
    kind: plan
    months: [1, null, lost]
    page: '8'
    """
    root, _ = _node(data, 0)
    root.flow_style = not data
    return yaml.serialize(root, Dumper=_Dumper, allow_unicode=True, width=WIDTH)


def _node(value: Any, column: int) -> tuple[Any, int]:
    """Return the node of a value that begins in ``column``, and its length on one line."""
    if isinstance(value, dict):
        return _mapping(value, column)
    if isinstance(value, list):
        return _sequence(value, column)
    tag, text = _scalar(value)
    length = _NEVER_FITS if "\n" in text else len(text) + 2
    style = '"' if _ODD_BREAK.search(text) else None
    return yaml.ScalarNode(f"{_TAG}{tag}", text, style=style), length


def _mapping(value: dict[str, Any], column: int) -> tuple[Any, int]:
    pairs, length = [], 2
    for key, item in value.items():
        node, size = _node(item, column + len(key) + 2)
        pairs.append((yaml.ScalarNode(f"{_TAG}str", key), node))
        length += len(key) + size + 4
    return yaml.MappingNode(f"{_TAG}map", pairs, flow_style=length <= WIDTH - column), length


def _sequence(value: list[Any], column: int) -> tuple[Any, int]:
    nodes, length = [], 2
    for item in value:
        node, size = _node(item, column + 2)
        nodes.append(node)
        length += size + 2
    # The cells of a row stay together even where they need a second line.
    figures = all(item is None or item == "lost" or isinstance(item, int | Decimal) for item in value)
    return yaml.SequenceNode(f"{_TAG}seq", nodes, flow_style=figures or length <= WIDTH - column), length


def _scalar(value: Any) -> tuple[str, str]:
    if value is None:
        return "null", "null"
    if isinstance(value, bool):
        return "bool", str(value).lower()
    if isinstance(value, int):
        return "int", str(value)
    if isinstance(value, Decimal):
        text = format(value, "f")
        return "float", text if "." in text else f"{text}.0"
    return "str", value
