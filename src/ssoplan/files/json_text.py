"""JSON ↔ plain data, exact: decimals are JSON numbers with every digit, never floats on the way.

Another program that reads the numbers as binary floats may round them; one that needs every digit must read them as
decimals, as this one does.
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NoReturn

from ssoplan.files.errors import WrongValue
from ssoplan.files.values import MAX_DIGITS

if TYPE_CHECKING:
    from ssoplan.files.placing import Fault, Path

__all__ = ["read_json", "write_json"]

WIDTH = 110


def read_json(text: str) -> tuple[Any, list[Fault]]:
    """Return the data of a JSON text, and the keys that stand twice in it.

    Raises:
        json.JSONDecodeError: The text is not JSON.
        WrongValue: It is nested too deeply, or a number is not finite or absurdly long.
    """
    twice: dict[int, str] = {}
    keep: list[Any] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) != len(items):
            keys = [key for key, _ in items]
            twice[id(found)] = next(key for key in keys if keys.count(key) > 1)
            keep.append(found)  # so that its id stays its own
        return found

    try:
        data = json.loads(
            text, object_pairs_hook=pairs, parse_float=_decimal, parse_int=_int, parse_constant=_constant
        )
    except RecursionError:
        raise WrongValue("too-deep") from None
    return data, _places(data, twice) if twice else []


def _places(data: Any, twice: dict[int, str]) -> list[Fault]:
    found: list[Fault] = []
    waiting: list[tuple[Path, Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if id(value) in twice:
            found.append((path, WrongValue("duplicate-key", key=twice[id(value)])))
        items = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        waiting.extend(((*path, key), item) for key, item in items)
    return found


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) + len(text) > MAX_DIGITS:
        raise WrongValue("not-plain", what=f"a number such as {text[:20]!r}")
    return number


def _int(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise WrongValue("not-plain", what=f"a number of {len(text)} digits")
    return int(text)


def _constant(text: str) -> NoReturn:
    raise WrongValue("not-plain", what=text)


def write_json(data: dict[str, Any], *, compact: bool = False) -> str:
    """Return JSON that `read_json` reads as the same data; with line breaks, or ``compact`` on one line.

    >>> write_json({"target": Decimal("62.50"), "monthly": [1, None]}, compact=True)
    '{"target":62.50,"monthly":[1,null]}'
    """
    return _compact(data) if compact else _laid_out(data, 0) + "\n"


def _compact(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{_scalar(key)}:{_compact(item)}" for key, item in value.items()) + "}"
    return "[" + ",".join(map(_compact, value)) + "]" if isinstance(value, list) else _scalar(value)


def _laid_out(value: Any, column: int) -> str:
    if not isinstance(value, dict | list):
        return _scalar(value)
    if isinstance(value, dict):
        ends = "{}"
        parts = [f"{_scalar(key)}: {_laid_out(item, column + 2)}" for key, item in value.items()]
    else:
        ends = "[]"
        parts = [_laid_out(item, column + 2) for item in value]
    line = ", ".join(parts)
    if column and len(line) + column < WIDTH and "\n" not in line:
        return ends[0] + line + ends[1]
    pad = " " * (column + 2)
    return f"{ends[0]}\n{pad}" + f",\n{pad}".join(parts) + f"\n{' ' * column}{ends[1]}"


def _scalar(value: Any) -> str:
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text if "." in text else f"{text}.0"
    return json.dumps(value, ensure_ascii=False)
