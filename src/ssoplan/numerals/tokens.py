"""The words of a Thai number phrase, one by one, and the error that says where a phrase goes wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Self

from ssoplan.errors import Message, SsoplanError
from ssoplan.numerals.digits import NumeralTypeError, clipped
from ssoplan.numerals.words import DIGIT_WORDS, MILLION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["MAX_LENGTH", "PLACES", "Kind", "NumberTextError", "Problem", "Token", "tokens_of"]

MAX_LENGTH = 100_000
"""Longest text, in characters, that is read; longer ones are refused unread."""

Kind = Literal["digit", "place", "million", "zero", "minus", "baht", "satang", "exact", "unknown", "end"]

PLACES = {"แสน": 100_000, "หมื่น": 10_000, "พัน": 1000, "ร้อย": 100, "สิบ": 10}
_VOCABULARY: dict[str, tuple[Kind, int]] = {
    **{word: ("digit", value) for value, word in enumerate(DIGIT_WORDS) if word},
    "เอ็ด": ("digit", 1),
    "ยี่": ("digit", 2),
    **{word: ("place", value) for word, value in PLACES.items()},
    "ล้าน": ("million", MILLION),
    "ศูนย์": ("zero", 0),
    "ติดลบ": ("minus", -1),
    "ลบ": ("minus", -1),
    "บาท": ("baht", 100),
    "สตางค์": ("satang", 1),
    "ถ้วน": ("exact", 0),
}
_WORD = re.compile("|".join(_VOCABULARY))
_PASSED_OVER = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_FOUND_LENGTH = 12


class NumberTextError(SsoplanError, ValueError):
    """Raised when text is not a well-formed Thai number in words; it says where, and what was expected there.

    Attributes:
        position: Index of the character where the phrase goes wrong (0 is the first).
        found: The word or text found there; empty at the end of the phrase.
        expected: The words that could have stood there.
        value: What the phrase says when each word is taken literally, or None where that cannot be told.
    """

    kind = "number-text"
    messages: ClassVar[Mapping[str, Message]] = {
        "empty": Message(
            en="no number words in {phrase}: write a number such as หนึ่งร้อย",
            th="ไม่มีคำบอกจำนวนใน {phrase} ให้เขียนจำนวน เช่น หนึ่งร้อย",
        ),
        "too-long": Message(
            en="the text {phrase} has {length} characters: give at most {limit}",
            th="ข้อความ {phrase} ยาว {length} อักขระ ต้องไม่เกิน {limit}",
        ),
        "unknown-word": Message(
            en='"{found}" is not a number word in {phrase}, character {ordinal}: expected {expected}',
            th='"{found}" ไม่ใช่คำบอกจำนวน ใน {phrase} อักขระที่ {ordinal} ควรเป็น {expected}',
        ),
        "place-order": Message(
            en="{found} cannot come after {previous} in {phrase}, character {ordinal}: place values must fall, "
            "expected {expected}",
            th="{found} ตามหลัง {previous} ไม่ได้ ใน {phrase} อักขระที่ {ordinal} หลักต้องเรียงจากมากไปน้อย ควรเป็น {expected}",
        ),
        "digit-missing": Message(
            en="{found} stands without its digit in {phrase}, character {ordinal}: expected {expected} before it",
            th="{found} ไม่มีตัวเลขนำหน้า ใน {phrase} อักขระที่ {ordinal} ข้างหน้าควรเป็น {expected}",
        ),
        "wrong-form": Message(
            en="{found} is not said here in {phrase}, character {ordinal}: expected {expected}",
            th="ตรงนี้ไม่ใช้ {found} ใน {phrase} อักขระที่ {ordinal} ควรเป็น {expected}",
        ),
        "unexpected": Message(
            en='"{found}" cannot stand here in {phrase}, character {ordinal}: expected {expected}',
            th='"{found}" อยู่ตรงนี้ไม่ได้ ใน {phrase} อักขระที่ {ordinal} ควรเป็น {expected}',
        ),
        "after-end": Message(
            en='"{found}" comes after the end of a complete number in {phrase}, character {ordinal}: leave it out',
            th='"{found}" อยู่หลังจำนวนที่จบแล้ว ใน {phrase} อักขระที่ {ordinal} ให้ตัดออก',
        ),
        "incomplete": Message(
            en="{phrase} ends too early, at character {ordinal}: expected {expected}",
            th="{phrase} จบก่อนครบ ที่อักขระที่ {ordinal} ควรเป็น {expected}",
        ),
    }

    @property
    def position(self) -> int:
        """Index of the character where the phrase goes wrong."""
        return int(self.values.get("position", 0))

    @property
    def found(self) -> str:
        """The word or text found there; empty at the end of the phrase."""
        return str(self.values.get("found", ""))

    @property
    def expected(self) -> tuple[str, ...]:
        """The words that could have stood there."""
        return tuple(self.values.get("choices", ()))

    @property
    def value(self) -> Any:
        """What the phrase says literally (a number; an amount for baht words), or None."""
        return self.values.get("value")

    @classmethod
    def at(cls, problem: Problem, *, phrase: str, value: object) -> Self:
        """Return the error for a problem found in ``phrase``, with its literal value where there is one."""
        return cls(
            problem.reason,
            phrase=clipped(phrase),
            position=problem.token.position,
            ordinal=problem.token.position + 1,
            found=problem.token.word,
            previous=problem.previous,
            expected=", ".join(problem.expected),
            choices=problem.expected,
            value=value,
        )


class Token(NamedTuple):
    """One word of a phrase: what it is, what it is worth, and the index of its first character."""

    kind: Kind
    word: str
    value: int
    position: int


class Problem(NamedTuple):
    """The first thing wrong with a phrase; ``readable`` when the words still have a literal value."""

    reason: str
    token: Token
    expected: tuple[str, ...]
    previous: str = ""
    readable: bool = True


def tokens_of(text: str, error: type[NumberTextError]) -> list[Token]:
    """Return the words of a phrase, the last one of kind ``end`` (or ``unknown``, where reading stopped).

    Raises:
        NumberTextError: Of the class given: the text is empty or too long.
        NumeralTypeError: Something other than text was given.
    """
    if not isinstance(text, str):
        raise NumeralTypeError("not-text", found=clipped(text), type=type(text).__name__)
    if len(text) > MAX_LENGTH:
        raise error("too-long", phrase=clipped(text), length=len(text), limit=MAX_LENGTH)
    # No NFC step is needed: no number word has two combining marks that it could reorder or compose.
    letters = _PASSED_OVER.sub("", text)
    start, stop = (1, len(letters) - 1) if letters[:1] == "(" and letters[-1] == ")" else (0, len(letters))
    if start >= stop:
        raise error("empty", phrase=clipped(text))
    return _scan(letters[start:stop], _positions(text, len(letters))[start:stop], len(text))


def _positions(text: str, kept: int) -> Sequence[int]:
    """Return where in ``text`` the characters that are kept stand."""
    if kept == len(text):
        return range(kept)
    return [i for i, char in enumerate(text) if not _PASSED_OVER.match(char)]


def _scan(letters: str, positions: Sequence[int], end: int) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    while match := _WORD.match(letters, at):
        kind, value = _VOCABULARY[match[0]]
        tokens.append(Token(kind, match[0], value, positions[at]))
        at = match.end()
    if at == len(letters):
        return [*tokens, Token("end", "", 0, end)]
    following = _WORD.search(letters, at, at + _FOUND_LENGTH)
    found = letters[at : following.start() if following else at + _FOUND_LENGTH]
    return [*tokens, Token("unknown", found, 0, positions[at])]
