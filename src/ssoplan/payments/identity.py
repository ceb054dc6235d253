"""Numbers that identify a person, citizen id and bank account: read, checked, and shown only with digits hidden.

A ``CitizenId`` or an ``AccountNumber`` prints masked everywhere: ``repr``, ``str``, ``format``, a log line, a
traceback, an error. The full number is given by one method alone, ``reveal()``, so that every place that shows it
can be found by that name. Two values are equal when their numbers are. Pickling keeps the value (a worker process
needs it), so a pickle holds the full number and belongs where the claims belong.

``masked`` and ``mask_digits`` do the same for text that somebody else wrote, such as a cell that an error quotes.
"""

from __future__ import annotations

from hashlib import blake2b
from operator import mul
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Self, final

from ssoplan.errors import Message, SsoplanError
from ssoplan.payments.masking import SEPARATORS, hidden, mask_digits, masked, plain_identity

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "SEPARATORS",
    "AccountNumber",
    "CitizenId",
    "Fault",
    "IdentityError",
    "IdentityTypeError",
    "account_fault",
    "check_digit",
    "citizen_id_fault",
    "mask_digits",
    "masked",
    "person_key",
    "plain_identity",
]

Fault = Literal["characters", "length", "check-digit"]

_LENGTH: Final = 13
_GROUPS: Final = (1, 5, 10, 12)
_WEIGHTS: Final = tuple(range(_LENGTH, 1, -1))
_ZEROS: Final = ord("0") * sum(_WEIGHTS)
_MODULUS: Final = 11


class IdentityTypeError(SsoplanError, TypeError):
    """Raised when a citizen id or an account number is no text; it shows the type only."""

    kind = "identity-type"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-text": Message(
            en="{what} cannot be a value of type {type}: give it as text, so that no digit is lost",
            th="{what}เป็นค่าชนิด {type} ไม่ได้ ให้ส่งเป็นข้อความเพื่อไม่ให้ตัวเลขหาย",
        ),
    }


class IdentityError(SsoplanError, ValueError):
    """Raised when text is no citizen id or no account number; its values hold the text masked, never in full."""

    kind = "identity"
    messages: ClassVar[Mapping[str, Message]] = {
        "characters": Message(
            en="{what} {found!r} is not written in digits alone: "
            "give digits (0–9 or ๐–๙), with hyphens or spaces between them at most",
            th="{what} {found!r} ไม่ได้เขียนด้วยตัวเลขล้วน ใช้ได้เฉพาะตัวเลข (0–9 หรือ ๐–๙) ขีด และช่องว่าง",
        ),
        "length": Message(
            en="{what} {found!r} has {digits} digits, not {expected}: compare it with the document it was copied from",
            th="{what} {found!r} มี {digits} หลัก ไม่ใช่ {expected} หลัก โปรดเทียบกับเอกสารต้นฉบับ",
        ),
        "check-digit": Message(
            en="{what} {found!r} fails its check digit: a digit is wrong or two are exchanged; "
            "compare it with the identity card",
            th="{what} {found!r} ไม่ผ่านเลขตรวจสอบ มีตัวเลขผิดหรือสลับที่ โปรดเทียบกับบัตรประจำตัวประชาชน",
        ),
    }


class _Secret:
    """A number kept as text of digits that prints masked.

    No attrs class: ``attrs.asdict`` and converters would open it and write the number in full.
    """

    __slots__ = ("_digits",)
    _digits: str
    prints_masked: ClassVar[bool] = True
    """Read by model objects: an error about a field of this type shows no value."""

    @classmethod
    def trusted(cls, digits: str, /) -> Self:
        """Return the value of digits that were checked before, without checking them again.

        For whole columns that were read through ``citizen_id_fault`` or ``account_fault``, and for nothing else:
        a value made of other text would still print masked, but would be no number.
        """
        secret = object.__new__(cls)
        object.__setattr__(secret, "_digits", digits)
        return secret

    def reveal(self) -> str:
        """Return all digits, 0–9 without separators: the only way to the full number."""
        return self._digits

    @property
    def masked(self) -> str:
        """The number with an x for every digit but the last three; what ``str`` and ``repr`` show."""
        return hidden(self._digits)

    def __setattr__(self, name: str, value: object) -> None:
        msg = f"{type(self).__name__} is frozen: {name} cannot be set"
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> None:
        msg = f"{type(self).__name__} is frozen: {name} cannot be deleted"
        raise AttributeError(msg)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Secret) and type(other) is type(self):
            return self._digits == other._digits
        return NotImplemented

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._digits))

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.masked!r})"

    def __format__(self, spec: str) -> str:
        return format(self.masked, spec)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restore, (type(self), self._digits))


@final
class CitizenId(_Secret):
    """The 13-digit number of a natural person in the civil register (เลขประจำตัวประชาชน); prints masked.

    Thai and Latin digits are read, with hyphens or spaces between them. The last digit has to fit the twelve
    before it, see ``check_digit``. The first digit says what kind of person the register holds; every digit is
    accepted there, since who may be insured is no question of the number's shape.

    Args:
        text: The number as written.

    Raises:
        IdentityTypeError: Something other than text was given (a spreadsheet number has lost its leading zeros).
        IdentityError: It holds something other than digits, not 13 of them, or fails the check digit.

    >>> CitizenId("๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑")
    CitizenId('x-xxxx-xxxxx-12-1')
    >>> CitizenId("1234567890121").reveal()
    '1234567890121'
    """

    __slots__ = ()

    def __init__(self, text: str, /) -> None:
        what = Message(en="the citizen id", th="เลขประจำตัวประชาชน")
        digits = _text(text, what)
        fault = _citizen_fault(digits)
        if fault:
            raise IdentityError(fault, what=what, found=hidden(text), digits=len(digits), expected=_LENGTH)
        object.__setattr__(self, "_digits", digits)

    @property
    def masked(self) -> str:
        """The number in its groups with an x for every digit but the last three."""
        digits = hidden(self._digits)
        starts, ends = (0, *_GROUPS), (*_GROUPS, _LENGTH)
        return "-".join(digits[start:end] for start, end in zip(starts, ends, strict=True))

    @property
    def key(self) -> str:
        """The fingerprint that a ledger keeps in place of the number, see ``person_key``."""
        return person_key(self._digits)


@final
class AccountNumber(_Secret):
    """The number of a bank account that money is transferred to; prints masked.

    Thai and Latin digits are read, with hyphens or spaces between them. How many digits make an account number
    well-formed is printed in no document of the SSO: it is a convention, which the caller states as ``lengths``
    (a parameter of the policy). Without it any number of digits is held, for a rule to judge by ``len``.

    Args:
        text: The number as written.
        lengths: The numbers of digits that are accepted, such as ``range(10, 16)``; None accepts any.

    Raises:
        IdentityTypeError: Something other than text was given.
        IdentityError: It holds something other than digits, or not as many as ``lengths`` says.

    >>> AccountNumber("123-4-56789-0", lengths=range(10, 16))
    AccountNumber('xxxxxxx890')
    """

    __slots__ = ()

    def __init__(self, text: str, /, *, lengths: range | None = None) -> None:
        what = Message(en="the account number", th="เลขที่บัญชี")
        digits = _text(text, what)
        fault = _account_fault(digits, lengths)
        if fault:
            raise IdentityError(
                fault, what=what, found=hidden(text), digits=len(digits), expected=_span(lengths)
            )
        object.__setattr__(self, "_digits", digits)

    def __len__(self) -> int:
        """Return how many digits the number has."""
        return len(self._digits)


def citizen_id_fault(text: str, /) -> Fault | None:
    """Return what ``CitizenId`` would refuse the text for, the first of the faults that holds, or None.

    >>> citizen_id_fault("1-2345-67890-12-2")
    'check-digit'
    """
    return _citizen_fault(plain_identity(text))


def account_fault(text: str, /, *, lengths: range | None = None) -> Fault | None:
    """Return what ``AccountNumber`` would refuse the text for, the first of the faults that holds, or None.

    >>> account_fault("123-4-5678", lengths=range(10, 16))
    'length'
    """
    return _account_fault(plain_identity(text), lengths)


def check_digit(twelve: str, /) -> int:
    """Return the thirteenth digit that belongs to the first twelve digits of a citizen id.

    The digits are weighted 13, 12, … 2 and summed; the check digit is the last digit of 11 minus the remainder
    of the sum by 11. The Department of Provincial Administration (กรมการปกครอง) issues the number; that it has 13 digits
    stands in the data standard of the Ministry of Social Development (datastandard.m-society.go.th, CitizenID).
    The formula is a convention here: it is described under "เลขประจำตัวประชาชนไทย" (th.wikipedia.org) and used by number
    libraries at large; no document of the SSO prints it.

    Raises:
        IdentityError: Something other than twelve digits was given.

    >>> check_digit("123456789012")
    1
    """
    if len(twelve) != len(_WEIGHTS) or not (twelve.isascii() and twelve.isdecimal()):
        what = Message(en="the start of a citizen id", th="ส่วนต้นของเลขประจำตัวประชาชน")
        raise IdentityError(
            "length", what=what, found=hidden(twelve), digits=len(twelve), expected=len(_WEIGHTS)
        )
    # The bytes of digits are the digits with one and the same number added.
    total: int = sum(map(mul, twelve.encode(), _WEIGHTS)) - _ZEROS
    return (_MODULUS - total % _MODULUS) % 10


def person_key(digits: str, /) -> str:
    """Return the fingerprint of a citizen id that a ledger keeps: BLAKE2b, 32 hexadecimal digits.

    It keeps numbers from being read in passing: in a query, a printed row, a file that somebody opens. It is no
    encryption. There are a million million numbers of 13 digits with a check digit, so whoever has the ledger
    and a day can find the number to each fingerprint: guard the ledger as the claims are guarded. No secret
    key is mixed in, because a key that is lost or exchanged would make every person look new, and a person
    paid twice is what the ledger is there to prevent.

    >>> person_key("1234567890121")
    '3132178e6bbf47419b0f7562c7ea3742'
    """
    return blake2b(digits.encode(), digest_size=16, person=b"ssoplan.person").hexdigest()


def _text(text: object, what: Message) -> str:
    if not isinstance(text, str):
        raise IdentityTypeError("not-text", what=what, type=type(text).__name__)
    return plain_identity(text)


def _citizen_fault(digits: str) -> Fault | None:
    if not (digits.isascii() and digits.isdecimal()):
        return "characters"
    if len(digits) != _LENGTH:
        return "length"
    return None if check_digit(digits[:-1]) == int(digits[-1]) else "check-digit"


def _account_fault(digits: str, lengths: range | None) -> Fault | None:
    if not (digits.isascii() and digits.isdecimal()):
        return "characters"
    return "length" if lengths is not None and len(digits) not in lengths else None


def _span(lengths: range | None) -> str:
    return f"{lengths[0]}–{lengths[-1]}" if lengths else "0"


def _restore(cls: type[_Secret], digits: str) -> _Secret:
    # The number was checked when it was made; the lengths that were asked for then are no part of the value.
    return cls.trusted(digits)
