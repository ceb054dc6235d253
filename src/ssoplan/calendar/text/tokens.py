"""Cut a date text into words: one left-to-right pass that looks no further than the longest known word."""

from __future__ import annotations

import re
import reprlib
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from ssoplan.calendar._names import MONTHS, THAI_DIGITS
from ssoplan.calendar.text.errors import Change, DateTextError
from ssoplan.calendar.text.forms import (
    ABBREVIATIONS,
    INVISIBLE,
    MARKS,
    REPAIRED_ABBREVIATIONS,
    REPAIRED_WORDS,
    WORDS,
    Form,
    Kind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["MAX_LENGTH", "Token", "Tokeniser"]

MAX_LENGTH = 1_000
"""Longest text that is looked at: a date is far shorter, and hostile text is turned away at once."""

DIGITS = frozenset("0123456789" + THAI_DIGITS)
MAX_FOUND = 20  # characters of an unknown word shown in an error

DOTS = re.compile(r" {0,2}\.? {0,2}")
SPACES = re.compile(r" {0,2}")
LAST_DOT = re.compile(r" {0,2}\.")
VOWEL_AND_TONE = re.compile("([\u0e48-\u0e4b])([\u0e31\u0e34-\u0e39])")


class Token(NamedTuple):
    """One word of a date: what it is, what it means, and where it stands in the text."""

    kind: Kind
    value: int | str
    start: int
    written: str

    @property
    def digits(self) -> int:
        """How many digits a number is written with."""
        return sum(char in DIGITS for char in self.written)


class _Table(NamedTuple):
    """Known words, what may stand between their letters, and whether a mark may stand apart from its letter.

    ``prefixes`` and ``lengths`` (by first letter, longest first) bound the search.
    """

    forms: dict[str, Form]
    prefixes: frozenset[str]
    lengths: dict[str, list[int]]
    gap: re.Pattern[str] | None
    loose_marks: bool = False
    last_dot: bool = False


class _Match(NamedTuple):
    end: int
    form: Form
    read: str


def _table(
    forms: dict[str, Form], gap: re.Pattern[str] | None, *, loose_marks: bool = False, last_dot: bool = False
) -> _Table:
    prefixes = frozenset(word[: n + 1] for word in forms for n in range(len(word)))
    firsts = {word[0] for word in forms}
    lengths = {
        first: sorted({len(word) for word in forms if word[0] == first}, reverse=True) for first in firsts
    }
    return _Table(forms, prefixes, lengths, gap, loose_marks, last_dot)


STRICT = (_table(WORDS, None), _table(ABBREVIATIONS, DOTS, last_dot=True))
LENIENT = (
    _table({**WORDS, **REPAIRED_WORDS}, SPACES, loose_marks=True),
    _table({**ABBREVIATIONS, **REPAIRED_ABBREVIATIONS}, DOTS, loose_marks=True, last_dot=True),
)


class Tokeniser:
    """The words of one text, in order, up to the first that is not known.

    Attributes:
        text: The text after NFC normalisation.
        changes: What a lenient reading has repaired so far.
        steps: How many letters have been looked at; grows with the length of the text and no faster.
    """

    def __init__(self, text: object, *, lenient: bool = False) -> None:
        self.text = _checked(text)
        self.changes: list[Change] = []
        self.steps = 0
        self._lenient = lenient
        self._shown, self._at = _visible(self.text)
        if lenient:
            self._shown = VOWEL_AND_TONE.sub(self._swap, self._shown)

    def __iter__(self) -> Iterator[Token]:
        here, end = 0, len(self._shown)
        while here < end:
            if self._shown[here] == " ":
                here += 1
            else:
                token, here = self._next(here)
                yield token
                if token.kind is Kind.UNKNOWN:
                    break
        yield Token(Kind.END, "", len(self.text), "")

    def _next(self, here: int) -> tuple[Token, int]:
        if self._shown[here] in DIGITS:
            end = here
            while self._shown[end : end + 1] and self._shown[end] in DIGITS:
                end += 1
            return self._token(Kind.NUMBER, int(self._shown[here:end]), here, end), end
        found = self._longest(STRICT, here)
        if self._lenient:
            found = self._repaired(here, found)
        if found is None:
            return self._unknown(here)
        return self._token(found.form.kind, found.form.value, here, found.end), found.end

    def _token(self, kind: Kind, value: int | str, here: int, end: int) -> Token:
        return Token(kind, value, self._at[here], self._written(here, end))

    def _written(self, here: int, end: int) -> str:
        return self.text[self._at[here] : self._at[end - 1] + 1]

    def _unknown(self, here: int) -> tuple[Token, int]:
        """Return a word that is not known; its value is what a lenient reading would take it for."""
        if damaged := self._longest(LENIENT, here):
            return self._token(Kind.UNKNOWN, damaged.read, here, damaged.end), damaged.end
        end = here + 1
        while end < min(len(self._shown), here + MAX_FOUND) and _is_letter(self._shown[end]):
            end += 1
        return self._token(Kind.UNKNOWN, "", here, end), end

    def _repaired(self, here: int, strict: _Match | None) -> _Match | None:
        loose = self._longest(LENIENT, here)
        if loose is None or (strict is not None and strict.end >= loose.end):
            return strict
        change = Change(position=self._at[here], written=self._written(here, loose.end), read=loose.read)
        self.changes.append(change)
        return loose

    def _longest(self, tables: tuple[_Table, ...], here: int) -> _Match | None:
        found = [match for table in tables if (match := self._match(table, here))]
        return max(found, key=lambda match: match.end, default=None)

    def _match(self, table: _Table, here: int) -> _Match | None:
        if table.gap is None:
            return self._match_exactly(table, here)
        return self._match_apart(table, table.gap, here)

    def _match_exactly(self, table: _Table, here: int) -> _Match | None:
        shown = self._shown
        for length in table.lengths.get(shown[here], ()):
            self.steps += 1
            letters = shown[here : here + length]
            end = here + len(letters)
            if letters in table.forms and shown[end : end + 1] not in MARKS:
                return self._matched(table, letters, end)
        return None

    def _match_apart(self, table: _Table, gap: re.Pattern[str], here: int) -> _Match | None:
        """Follow the letters of one table from ``here`` as far as they lead; at most one known word's length."""
        shown, letters, at, best = self._shown, "", here, None
        while at < len(shown):
            letters += shown[at]
            self.steps += 1
            if letters not in table.prefixes:
                break
            at += 1
            if letters in table.forms and shown[at : at + 1] not in MARKS:
                best = self._matched(table, letters, at)
            at = self._after(gap, at, loose_marks=table.loose_marks)
        return best

    def _matched(self, table: _Table, letters: str, at: int) -> _Match:
        form = table.forms[letters]
        if table.last_dot and (dot := LAST_DOT.match(self._shown, at)):
            at = dot.end()
        if form.kind is not Kind.MONTH:
            return _Match(at, form, letters)
        name = MONTHS[int(form.value) - 1]
        return _Match(at, form, name.short if table.last_dot else name.full)

    def _after(self, gap: re.Pattern[str], at: int, *, loose_marks: bool) -> int:
        found = gap.match(self._shown, at)
        after = found.end() if found else at
        is_mark_apart = after > at and self._shown[after : after + 1] in MARKS
        return at if is_mark_apart and not loose_marks else after

    def _swap(self, match: re.Match[str]) -> str:
        tone, vowel = match.groups()
        change = Change(position=self._at[match.start()], written=tone + vowel, read=vowel + tone)
        self.changes.append(change)
        return vowel + tone


def _checked(text: object) -> str:
    if not isinstance(text, str):
        raise DateTextError("not-text", written=reprlib.repr(text), type=type(text).__name__)
    if len(text) > MAX_LENGTH:
        raise DateTextError("too-long", written=text[:MAX_LENGTH], length=len(text), limit=MAX_LENGTH)
    return unicodedata.normalize("NFC", text)


def _visible(text: str) -> tuple[str, Sequence[int]]:
    """Return the text without what cannot be seen and with plain spaces, and the place of each character."""
    if text.isprintable():
        return text, range(len(text) + 1)
    at = [place for place, char in enumerate(text) if char not in INVISIBLE]
    return "".join(" " if text[place].isspace() else text[place] for place in at), [*at, len(text)]


def _is_letter(char: str) -> bool:
    return char.isalpha() or char in MARKS or char == "."
