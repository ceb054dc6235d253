"""The digest of a checked document: SHA-256 over its values, written in one canonical way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from ssoplan.parameters.plain import digest_of

__all__ = ["canonical", "digest_of_document"]


def digest_of_document(document: Any) -> str:
    """Return the SHA-256 of a document's values; equal documents have equal digests."""
    return digest_of(canonical(document))


def canonical(value: Any) -> Any:  # noqa: PLR0911  # one line for each kind of value
    """Return a value as JSON data that tells apart what differs: classes by name, numbers by exact value.

    >>> canonical((1, Decimal("2.50"), None))
    [1, {'number': '5/2'}, None]
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return {type(value).__name__: canonical(value.value)}
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal | Fraction):
        return {"number": str(Fraction(value))}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, Mapping):
        return {"mapping": [[canonical(key), canonical(item)] for key, item in value.items()]}
    if isinstance(value, list | tuple):
        return [canonical(item) for item in value]
    if isinstance(value, AbstractSet):
        return {"set": sorted(map(repr, map(canonical, value)))}
    if attrs.has(type(value)):
        fields = attrs.fields(type(value))
        return {
            type(value).__name__: {
                f.name: canonical(getattr(value, f.name)) for f in fields if f.eq is not False
            }
        }
    return {type(value).__name__: repr(value)}
