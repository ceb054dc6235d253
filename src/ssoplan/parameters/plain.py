"""Parameters as plain JSON data and back: the compiled form of the wheel, and what the digest is taken over."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ssoplan.errors import Message
from ssoplan.parameters.parameter import Parameter, ParameterValue, Table
from ssoplan.parameters.sources import Citation
from ssoplan.units import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssoplan.parameters.parameter import Value

__all__ = ["digest_of", "parameter_from_plain", "parameter_to_plain", "value_from_plain", "value_to_plain"]

_DEFAULTS: Mapping[str, Any] = {
    "start_known": True,
    "end_known": True,
    "confidence": "document",
    "evidence": "stated",
    "legal_status": "in_force",
}


def value_to_plain(value: Value) -> Any:
    """Return a value as JSON data that keeps its type: ``{"decimal": "2.5"}``, ``{"date": "2023-01-01"}``."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, tuple):
        return [value_to_plain(item) for item in value]
    if isinstance(value, Table):
        return {"table": [[key, value_to_plain(item)] for key, item in value.items()]}
    return value


def value_from_plain(plain: Any) -> Value:
    """Return the value that `value_to_plain` wrote."""
    if isinstance(plain, list):
        return tuple(value_from_plain(item) for item in plain)  # type: ignore[misc]  # lists hold scalars only
    if not isinstance(plain, dict):
        return plain  # type: ignore[no-any-return]  # int or str
    if "decimal" in plain:
        return Decimal(plain["decimal"])
    if "date" in plain:
        return dt.date.fromisoformat(plain["date"])
    return Table(tuple((key, value_from_plain(item)) for key, item in plain["table"]))  # type: ignore[misc]  # scalars only


def parameter_to_plain(parameter: Parameter) -> dict[str, Any]:
    """Return a parameter as plain JSON data, without what is absent or usual."""
    plain: dict[str, Any] = {
        "id": parameter.id,
        "title": list(parameter.title),
        "unit": str(parameter.unit),
        "type": parameter.type,
        "values": [_entry_to_plain(value) for value in (*parameter.values, *parameter.drafts)],
    }
    if parameter.description:
        plain["description"] = list(parameter.description)
    if parameter.rules:
        plain["rules"] = list(parameter.rules)
    if parameter.words:
        plain["words"] = {word: list(title) for word, title in parameter.words}
    return plain


def parameter_from_plain(plain: Mapping[str, Any]) -> Parameter:
    """Return the parameter that `parameter_to_plain` wrote; what was validated once is not validated again."""
    unit = Unit.parse(plain["unit"])
    values = [_entry_from_plain(entry, plain["id"], unit) for entry in plain["values"]]
    return Parameter(
        id=plain["id"],
        title=Message(*plain["title"]),
        unit=unit,
        type=plain["type"],
        values=tuple(value for value in values if value.legal_status == "in_force"),
        drafts=tuple(value for value in values if value.legal_status == "draft"),
        description=Message(*plain["description"]) if "description" in plain else None,
        rules=tuple(plain.get("rules", ())),
        words=tuple((word, Message(*title)) for word, title in plain.get("words", {}).items()),
    )


def digest_of(plain: object) -> str:
    """Return the SHA-256 of plain data in canonical JSON: sorted keys, no blanks, UTF-8."""
    import hashlib  # noqa: PLC0415 - only where a digest is asked for
    import json  # noqa: PLC0415 - as above

    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _entry_to_plain(value: ParameterValue) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "value": value_to_plain(value.value),
        "start": value.start and value.start.isoformat(),
        "end": value.end and value.end.isoformat(),
        "start_known": value.start_known,
        "end_known": value.end_known,
        "citations": [citation.to_plain() for citation in value.citations],
        "published": value.published and value.published.isoformat(),
        "verified": value.verified and value.verified.isoformat(),
        "confidence": value.confidence,
        "evidence": value.evidence,
        "legal_status": value.legal_status,
        "reason": value.reason and list(value.reason),
        "set_aside": [_entry_to_plain(reading) for reading in value.set_aside] or None,
        "note": value.note,
    }
    return {key: item for key, item in plain.items() if item is not None and item != _DEFAULTS.get(key)}


def _entry_from_plain(plain: Mapping[str, Any], id: str, unit: Unit) -> ParameterValue:  # noqa: A002 - the domain calls it id
    fields: dict[str, Any] = dict(plain)
    fields["value"] = value_from_plain(plain["value"])
    for name in ("start", "end", "published", "verified"):
        fields[name] = dt.date.fromisoformat(plain[name]) if name in plain else None
    fields["citations"] = tuple(Citation(**citation) for citation in plain["citations"])
    if "reason" in plain:
        fields["reason"] = Message(*plain["reason"])
    if "set_aside" in plain:
        fields["set_aside"] = tuple(_entry_from_plain(reading, id, unit) for reading in plain["set_aside"])
    return ParameterValue(id=id, unit=unit, **fields)
