"""Thai number words → whole numbers, with the place where a malformed phrase goes wrong.

Read are both ways of saying a final 1 (ร้อยเอ็ด, ร้อยหนึ่ง) and a number that begins with ร้อย, พัน, หมื่น or แสน
without หนึ่ง (ร้อยเอ็ด = 101). Inside a number a place word without its digit is refused: there it is a sign that a
word was lost. White space and zero-width characters anywhere are passed over.
"""

from __future__ import annotations

import attrs

from ssoplan.numerals.tokens import PLACES, Kind, NumberTextError, Problem, Token, tokens_of
from ssoplan.numerals.words import MILLION

__all__ = ["ANY_DIGIT", "NumberReader", "parse_number_text"]

ANY_DIGIT = "หนึ่ง–เก้า"


def parse_number_text(text: str) -> int:
    """Return the whole number that Thai words say.

    Args:
        text: The words; ลบ or ติดลบ first when negative. No unit.

    Raises:
        NumberTextError: The words are not a well-formed number; the error says where.
        NumeralTypeError: Something other than text was given.

    >>> parse_number_text("หนึ่งล้านหนึ่งร้อยเอ็ด")
    1000101
    >>> parse_number_text("ติดลบ ห้า")
    -5
    """
    reader = NumberReader(tokens_of(text, NumberTextError))
    sign = reader.sign()
    value = reader.number()
    reader.close(reader.could_follow(("ล้าน",)))
    if reader.problem:
        raise NumberTextError.at(
            reader.problem, phrase=text, value=sign * value if reader.problem.readable else None
        )
    return sign * value


@attrs.define
class NumberReader:
    """Reads numbers off a list of words, remembers the first problem, and goes on as long as the words add up.

    Attributes:
        tokens: The words; ``at`` is the index of the next one.
        problem: The first thing wrong.
        stopped: Whether the words were left without a literal value; nothing more is read then.
    """

    tokens: list[Token]
    at: int = 0
    problem: Problem | None = None
    stopped: bool = attrs.field(default=False, init=False)
    _groups: list[int] = attrs.field(factory=list, init=False)
    _group: int = attrs.field(default=0, init=False)
    _limit: int = attrs.field(default=MILLION, init=False)
    _previous: str = attrs.field(default="", init=False)
    _open: tuple[str, ...] = attrs.field(default=(), init=False)

    @property
    def token(self) -> Token:
        """The word that comes next."""
        return self.tokens[self.at]

    def take(self, kind: Kind) -> Token | None:
        """Return the next word and pass it, if it is of ``kind``."""
        token = self.tokens[self.at]
        if token.kind != kind or self.stopped:
            return None
        self.at += 1
        return token

    def sign(self) -> int:
        """Return −1 and pass the word where ลบ or ติดลบ comes next, else 1."""
        return -1 if self.take("minus") else 1

    def note(
        self,
        reason: str,
        token: Token,
        expected: tuple[str, ...],
        *,
        previous: str = "",
        readable: bool = True,
    ) -> None:
        """Remember a problem: the first one, unless a later one takes the literal value away."""
        if self.problem is None:
            self.problem = Problem(reason, token, expected, previous, readable)
        elif not readable:
            self.problem = self.problem._replace(readable=False)
        self.stopped = self.stopped or not readable

    def close(self, expected: tuple[str, ...] = ()) -> None:
        """Note a problem unless the phrase ends here; ``expected`` are words that could have come instead."""
        token = self.token
        if token.kind == "end" or self.stopped:
            return
        reason = "unknown-word" if token.kind == "unknown" else "unexpected"
        self.note(reason if expected else "after-end", token, expected, readable=False)

    def could_follow(self, expected: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words that could come next: those that continue the number, then ``expected``."""
        if self._previous in {"", "ศูนย์"}:
            return expected if self._previous else (ANY_DIGIT,)
        more = self._open if self._limit == 1 else (ANY_DIGIT, *_places_below(self._limit)[-1:])
        return tuple(dict.fromkeys((*more, *expected)))

    def number(self) -> int:
        """Return the number that comes next and pass its words; 0 with a problem noted where there is none."""
        self._groups, self._group, self._limit, self._previous, self._open = [], 0, MILLION, "", ()
        if zero := self.take("zero"):
            self._previous = zero.word
            return 0
        first = self.at
        while not self.stopped and self._step():
            pass
        if self.at == first and not self.stopped:
            self._no_number()
        return _joined([*self._groups, self._group])

    def _no_number(self) -> None:
        reasons = {"end": "incomplete", "unknown": "unknown-word"}
        self.note(reasons.get(self.token.kind, "unexpected"), self.token, (ANY_DIGIT,), readable=False)

    def _step(self) -> bool:
        if million := self.take("million"):
            self._million(million)
            return True
        digit, place = self.take("digit"), self.take("place")
        if place is not None:
            self._with_place(digit, place)
        elif digit is not None:
            self._unit(digit)
        else:
            return False
        return True

    def _million(self, token: Token) -> None:
        if not self._previous:
            self.note("digit-missing", token, (ANY_DIGIT,))
            self._group = 1
        self._groups.append(self._group)
        self._group, self._limit, self._previous, self._open = 0, MILLION, token.word, ()

    def _with_place(self, digit: Token | None, place: Token) -> None:
        if digit and self._limit == 1:
            self._second_digit(digit)
        self._check_order(place)
        self._check_form(digit, place)
        self._group += (digit.value if digit else 1) * place.value
        self._limit, self._previous = min(self._limit, place.value), place.word

    def _check_order(self, place: Token) -> None:
        if place.value >= self._limit:
            expected = _places_below(self._limit) or (ANY_DIGIT, "ล้าน")
            self.note("place-order", place, expected, previous=self._previous)

    def _check_form(self, digit: Token | None, place: Token) -> None:
        if digit is None:
            if self._previous and place.word != "สิบ":
                self.note("digit-missing", place, (ANY_DIGIT,))
        elif digit.word == "เอ็ด":
            self.note("wrong-form", digit, ("หนึ่ง",) if place.word != "สิบ" else ("สิบ",))
        elif digit.word == "ยี่" and place.word != "สิบ":
            self.note("wrong-form", digit, ("สอง",))
        elif digit.word in {"หนึ่ง", "สอง"} and place.word == "สิบ":
            self.note("wrong-form", digit, ("ยี่",) if digit.value > 1 else ("สิบ",))

    def _unit(self, digit: Token) -> None:
        if self._limit == 1:
            self._second_digit(digit)
        elif digit.word == "ยี่":
            self.note("wrong-form", digit, ("ยี่สิบ", "สอง"), readable=False)
        elif digit.word == "เอ็ด" and not self._previous:
            self.note("wrong-form", digit, ("หนึ่ง",))
        elif digit.word == "หนึ่ง" and self._previous == "สิบ":
            self.note("wrong-form", digit, ("เอ็ด",))
        self._group += digit.value
        self._open, self._limit, self._previous = _places_below(self._limit), 1, digit.word

    def _second_digit(self, digit: Token) -> None:
        self.note("unexpected", digit, (*self._open, "ล้าน"), readable=False)


def _places_below(limit: int) -> tuple[str, ...]:
    return tuple(word for word, value in PLACES.items() if value < limit)


def _joined(groups: list[int]) -> int:
    # By halves: one Horner step per group would cost the square of the length on a hostile text.
    base = MILLION
    while len(groups) > 1:
        if len(groups) % 2:
            groups.insert(0, 0)
        groups = [high * base + low for high, low in zip(groups[::2], groups[1::2], strict=True)]
        base *= base
    return groups[0]
