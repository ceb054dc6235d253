"""JSON Schemas (draft 2020-12) of the three kinds of document, made from the model's annotations and docstrings.

The same schemas are published in ``ssoplan/files/schemas/`` for editors; ``python -m ssoplan.files.schema`` writes
them anew after a change of the model.
"""

from __future__ import annotations

import inspect
import re
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

import attrs

from ssoplan.calendar.months import Month
from ssoplan.calendar.period import Period
from ssoplan.calendar.years import BudgetYear, FundYear, Year
from ssoplan.files.documents import Kind, class_of
from ssoplan.files.hints import BE, hints_of, options_of
from ssoplan.files.json_text import write_json
from ssoplan.model.indicator import MonthlyPattern
from ssoplan.money import Baht

__all__ = ["SCHEMAS", "json_schema", "write_schemas"]

SCHEMAS = Path(__file__).with_name("schemas")
"""The folder of the published schemas."""

Schema = dict[str, Any]

_ATTRIBUTE = re.compile(r"^ {4}(\w+): (.+(?:\n {8,}.+)*)", re.MULTILINE)
_DATE = "^([01][0-9]{3}|2[0-3][0-9]{2})-[0-9]{2}-[0-9]{2}$"
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}
_SHARED: dict[Any, Schema] = {
    Baht: {
        "title": "An amount in baht",
        "description": "A number, or text in figures with an optional unit, such as 18408, '18,408.50', '2.5 ล้านบาท'.",
        "type": ["number", "string"],
    },
    date: {
        "title": "A day",
        "description": "ISO text with the CE year, such as 2022-12-22.",
        "type": "string",
        "pattern": _DATE,
    },
    Month: {
        "title": "A month",
        "description": "BE year and month, such as 2566-10.",
        "type": "string",
        "pattern": "^[0-9]{4,5}-(0[1-9]|1[0-2])$",
    },
    BE: {"title": "A BE year", "type": "integer", "minimum": 2400},
}


def json_schema(kind: Kind) -> Schema:
    """Return the JSON Schema of the documents of a kind.

    Raises:
        DocumentErrors: There is no such kind of document.

    >>> json_schema("office-table")["required"]
    ['kind', 'title_th', 'columns', 'rows']
    """
    cls, defs = class_of(kind), dict[str, Schema]()
    body = _object(cls, defs)
    body["properties"] = {"kind": {"const": kind}, **body["properties"]}
    body["required"] = ["kind", *body["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ssoplan:{kind}",
        **body,
        "$defs": dict(sorted(defs.items())),
    }


def write_schemas(folder: Path = SCHEMAS) -> None:
    """Write the schema of every kind of document into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in get_args(Kind):
        (folder / f"{kind}.schema.json").write_text(schema_text(kind), encoding="utf-8", newline="\n")


def schema_text(kind: Kind) -> str:
    """Return the schema of a kind as its published file has it."""
    return write_json(json_schema(kind))


def _of(hint: Any, defs: dict[str, Schema]) -> Schema:
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if len(options_of(hint)) > 1:
        return _union([_of(option, defs) for option in options_of(hint)])
    if get_origin(hint) is tuple:
        return _array(get_args(hint), defs)
    if hint is MonthlyPattern:
        return _of(hints_of(hint)["cells"], defs)
    name = "BEYear" if hint is BE else str(hint.__name__)
    if name not in defs:
        defs[name] = {}  # holds the place while its own fields are described
        defs[name] = _definition(hint, defs)
    return {"$ref": f"#/$defs/{name}"}


def _union(options: list[Schema]) -> Schema:
    if all(option.keys() == {"type"} for option in options):
        kinds = [option["type"] for option in options]
        if "number" in kinds:
            kinds.remove("integer")
        return {"type": kinds}
    return {"anyOf": options}


def _array(args: tuple[Any, ...], defs: dict[str, Schema]) -> Schema:
    if args[-1] is Ellipsis:
        return {"type": "array", "items": _of(args[0], defs)}
    return {"type": "array", "items": _of(args[0], defs), "minItems": len(args), "maxItems": len(args)}


def _definition(hint: Any, defs: dict[str, Schema]) -> Schema:
    if hint in _SHARED:
        return _SHARED[hint]
    if hint is Year:
        years = {"fund_year": FundYear, "budget_year": BudgetYear}
        return {
            "title": "A year and its kind",
            "oneOf": [_named(key, _of(cls, defs)) for key, cls in years.items()],
        }
    if issubclass(hint, Year):
        return {**_titled(hint), "type": "integer", "minimum": hint.first_be}
    if issubclass(hint, Enum):
        return {**_titled(hint), "enum": [member.value for member in hint]}
    return _object(hint, defs)


def _named(key: str, value: Schema) -> Schema:
    return {"type": "object", "properties": {key: value}, "required": [key], "additionalProperties": False}


def _object(cls: Any, defs: dict[str, Schema]) -> Schema:
    texts = _attribute_texts(cls)
    properties: Schema = {}
    for name, hint in hints_of(cls).items():
        if (cls, name) != (Period, "of"):  # a file has the days only
            text = {"description": texts[name]} if name in texts else {}
            properties[name] = {**text, **_of(hint, defs)}
    required = [f.name for f in attrs.fields(cls) if f.default is attrs.NOTHING]
    return {
        **_titled(cls),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _titled(cls: type) -> Schema:
    first, *rest = re.split(r"\n\n", inspect.getdoc(cls) or "")
    prose = [_flat(part) for part in rest if not re.match(r"(Attributes|Raises|Examples|Args):", part)]
    return {"title": _flat(first), **({"description": " ".join(prose)} if prose else {})}


def _attribute_texts(cls: type) -> dict[str, str]:
    _, _, attributes = (inspect.getdoc(cls) or "").partition("Attributes:\n")
    return {name: _flat(text) for name, text in _ATTRIBUTE.findall(re.split(r"\n\n\w+:", attributes)[0])}


def _flat(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    write_schemas()
