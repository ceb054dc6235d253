"""Text with the numbers of persons and bank accounts hidden, whoever wrote it and however they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, TypeVar

__all__ = [
    "SEPARATORS",
    "hidden",
    "mask_digits",
    "masked",
    "masked_value",
    "plain_identity",
    "prints_names_masked",
]

C = TypeVar("C", bound=type)

_THAI: Final = "๐๑๒๓๔๕๖๗๘๙"
_FILLERS: Final = (
    " \t\r\n\u00a0\u1680\u202f\u205f\u3000"  # spaces
    "\u00ad\u2060\ufeff"  # invisible
    "\u2212-"  # minus, hyphen
)
# Two ranges: spaces of all widths with the zero-width ones, and the hyphens and dashes.
_RANGES: Final = (range(0x2000, 0x200E), range(0x2010, 0x2016))

SEPARATORS: Final = f"[\u2000-\u200d\u2010-\u2015{_FILLERS}]"
"""What people and word processors put between the digits of a number, as a character class of a regular expression."""

_PLAIN: Final[dict[int, int | None]] = {
    **{ord(thai): ord(digit) for thai, digit in zip(_THAI, "0123456789", strict=True)},
    **dict.fromkeys(map(ord, _FILLERS)),
    **{code: None for span in _RANGES for code in span},
}
_KEPT: Final = 3
_SHOWN: Final = 40
_CELL: Final = 5
_ACCOUNT: Final = 10
_LENGTH: Final = 13

_RUN: Final = re.compile(rf"\d(?:{SEPARATORS}{{0,3}}\d)+")
_PIECE: Final = re.compile(rf"\d{{{_ACCOUNT},}}")
_BANK_GROUPS: Final = re.compile(rf"(?<!\d)\d{{3}}{SEPARATORS}\d{SEPARATORS}\d{{5,6}}{SEPARATORS}\d(?!\d)")
# Grouped as on an identity card or a passbook, but with other signs: 1.2345.67890.12.1, 123/4/56789/0.
_OTHER_SIGNS: Final = "._/,:;|·'’"
_SIGN: Final = f"[{_OTHER_SIGNS}{SEPARATORS[1:]}"
_OTHER_GROUPS: Final = re.compile(
    rf"(?<!\d)\d(?:{_SIGN}\d{{4}}{_SIGN}\d{{5}}{_SIGN}\d\d|\d\d{_SIGN}\d{_SIGN}\d{{5,6}}){_SIGN}\d(?!\d)"
)
_DATES: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[ –-]{1,3}\d{4}-\d\d-\d\d)*")
# MD5, SHA-1 and SHA-256 in lower case: many hold ten digits in a row, and a receipt must stay readable.
_DIGEST: Final = re.compile(
    r"(?<![0-9a-zA-Z])(?=\d*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-zA-Z])"
)


def plain_identity(text: str, /) -> str:
    """Return the text with Thai digits as 0–9 and without spaces, hyphens and invisible characters.

    >>> plain_identity("๑-๒๓๔๕ 67890-12-1")
    '1234567890121'
    """
    # Most are written plainly, and a translation takes longer than all the rest.
    return text if text.isascii() and text.isdecimal() else text.translate(_PLAIN)


def mask_digits(cell: object, /) -> str:
    """Return a cell as text for an error: in each run of five or more digits only the last three stay.

    Thai digits are digits too, and hyphens, spaces and invisible characters do not end a run. A date as
    2023-01-31 stays.

    >>> mask_digits("1-2345-67890-12")
    'x-xxxx-xxxx0-12'
    """
    text = _OTHER_GROUPS.sub(_hide_group, str(cell))
    return _RUN.sub(lambda match: _mask_run(match.group(), least=_CELL), text)


def masked(text: str, /) -> str:
    """Return the text with every run of digits hidden that may be a citizen id or an account number.

    Hidden is each run of ten or more digits in a row, each run of 13 or more digits with hyphens, spaces or
    invisible characters between them, and digits grouped as on a passbook (123-4-56789-0) or, with whatever
    signs, on an identity card: Latin, Thai and any other digits, whether or not a check digit fits. Their last
    three digits stay. Dates
    (2023-01-31) and digests in hexadecimal stay. In doubt it hides: an amount of ten digits without separators
    is hidden too, so this is for quoted text, not for sums.

    >>> masked("ผู้ประกันตน ๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑ บัญชี 1234567890 วันที่ 2023-01-31")
    'ผู้ประกันตน x-xxxx-xxxxx-๑๒-๑ บัญชี xxxxxxx890 วันที่ 2023-01-31'
    """
    parts, start = [], 0
    for digest in _DIGEST.finditer(text):
        parts += [_mask_runs(text[start : digest.start()]), digest.group()]
        start = digest.end()
    return "".join([*parts, _mask_runs(text[start:])])


def hidden(text: str) -> str:
    """Return refused text with an x for every sign, but its separators and the last three of many digits."""
    digits = [index for index, sign in enumerate(text) if sign.isdecimal()]
    # Of a short number three digits would be nearly all of it.
    kept = digits[-_KEPT:] if len(digits) > 2 * _KEPT else []
    shown = "".join(s if i in kept or _is_filler(s) else "x" for i, s in enumerate(text))
    return shown if len(shown) <= _SHOWN else f"…{shown[1 - _SHOWN :]}"


def masked_value(value: Any, /) -> Any:
    """Return a value for an error: text, whole numbers and exceptions through `masked`, anything else as it is.

    >>> masked_value(1234567890121), masked_value("ค-001"), masked_value(2566)
    ('xxxxxxxxxx121', 'ค-001', 2566)
    """
    if isinstance(value, str | Exception):  # some exceptions keep the text that they are about
        return masked(str(value))
    if isinstance(value, int):
        hidden_text = masked(str(value))
        return value if hidden_text == str(value) else hidden_text
    return value


def prints_names_masked(cls: C) -> C:
    """Make a class of fields print its names through `masked`: some registers number claims with citizen ids.

    Put it above the decorator that makes the fields, or over a ``NamedTuple``. Fields that have their default, and
    attrs fields with ``repr=False``, are left out.
    """
    cls.__repr__ = _repr_masked  # type: ignore[assignment]  # one function for classes of every kind
    return cls


def _repr_masked(self: Any) -> str:
    given = ((name, getattr(self, name), default) for name, default in _printed(type(self)))
    shown = ", ".join(f"{name}={_part(value)}" for name, value, default in given if value != default)
    return f"{type(self).__qualname__}({shown})"


def _printed(cls: Any) -> list[tuple[str, Any]]:
    """Return the names of the fields that are printed, each with its default."""
    if hasattr(cls, "__attrs_attrs__"):
        return [(field.name, field.default) for field in cls.__attrs_attrs__ if field.repr]
    return [(name, cls._field_defaults.get(name, _NONE)) for name in cls._fields]


_NONE: Final = object()


def _part(value: Any) -> str:
    if isinstance(value, str):
        return f"{masked(value)!r}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_part(key)}: {_part(each)}" for key, each in value.items()) + "}"
    return repr(value)


def _mask_runs(text: str) -> str:
    text = _OTHER_GROUPS.sub(_hide_group, text)
    return _RUN.sub(lambda match: _mask_run(match.group(), least=_LENGTH), text)


def _mask_run(run: str, *, least: int) -> str:
    if _DATES.fullmatch(run):
        return run
    if sum(map(str.isdecimal, run)) >= least or _PIECE.search(run):
        return _hide(run)
    return _BANK_GROUPS.sub(lambda account: _hide(account.group()), run)


def _hide_group(match: re.Match[str]) -> str:
    group = match.group()
    # With hyphens and spaces alone it may be a part of a longer run, which is hidden as a whole.
    return _hide(group) if any(sign in _OTHER_SIGNS for sign in group) else group


def _hide(run: str) -> str:
    kept = [index for index, sign in enumerate(run) if sign.isdecimal()][-_KEPT:]
    return "".join("x" if sign.isdecimal() and index not in kept else sign for index, sign in enumerate(run))


def _is_filler(sign: str) -> bool:
    return ord(sign) in _PLAIN and not sign.isdecimal()
