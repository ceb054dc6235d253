"""The written forms of dates and periods: from words to a tree, before anything is worked out.

Square brackets are optional, `-` is any dash or ถึง, and words may be glued or spaced as people do::

    text     [ณ ตั้งแต่ ระหว่าง ประจำ ใน …] ( quarter | years | range )
    quarter  ไตรมาส [ที่] 1 [ /2563 | [ของ] YEAR ] [ ( range ) ]
    years    YEAR [ - YEAR ] [ ( range ) ]          YEAR ไตรมาส [ที่] 1 [ ( range ) ]
    YEAR     ( ปีงบประมาณ | ปีกองทุน | ปีปฏิทิน | ปี | พ.ศ. ) [พ.ศ.] 2563
    range    point [ - point ]
    point    [วันที่ | วันพุธที่ | พ.] 31 [เดือน] ธ.ค. [[ปี] [พ.ศ. | ค.ศ.] 2563]
             31/12/2563     31-12-2563     31-ธ.ค.-63     31/ธ.ค./63
             [เดือน] ธ.ค. [2563]           เดือน 12 2563
             1                             (only before `-`: 1-15 มิ.ย. 2562)
"""

from __future__ import annotations

from typing import NoReturn

import attrs

from ssoplan.calendar._names import month_name
from ssoplan.calendar.text.errors import AmbiguousPeriodError, DateTextError
from ssoplan.calendar.text.forms import AMBIGUOUS_MONTHS, EXPECTED, Kind
from ssoplan.calendar.text.tokens import Token, Tokeniser
from ssoplan.errors import Message

__all__ = ["Point", "Range", "WrittenQuarter", "WrittenYear", "WrittenYears", "read_tree"]

DAY_DIGITS, YEAR_DIGITS = 2, 4
LOOK_AHEAD = 3
TO = (Kind.DASH, Kind.TO)
YEAR_STARTS = (Kind.YEAR_WORD, Kind.ERA)


@attrs.frozen(kw_only=True)
class WrittenYear:
    """A year as written: its digits, the era and the year type named with it."""

    number: Token
    era: str = ""
    type: str = ""


@attrs.frozen(kw_only=True)
class Point:
    """One end of a range, or a day or month alone; what is not written is None."""

    at: int
    day: Token | None = None
    month: Token | None = None
    year: WrittenYear | None = None
    weekday: Token | None = None


@attrs.frozen(kw_only=True)
class Range:
    """A day, a month, or two of them with a dash."""

    first: Point
    last: Point | None = None


@attrs.frozen(kw_only=True)
class WrittenYears:
    """A year of some type, or the first and last of several, and the range in brackets after it."""

    at: int
    first: WrittenYear
    last: WrittenYear | None = None
    inside: Range | None = None


@attrs.frozen(kw_only=True)
class WrittenQuarter:
    """A quarter, its year where one is written, and the range in brackets after it."""

    at: int
    number: Token
    year: WrittenYear | None = None
    inside: Range | None = None


Tree = Range | WrittenYears | WrittenQuarter


def read_tree(words: Tokeniser) -> Tree:
    """Return what is written, or raise :class:`DateTextError` at the first word that fits no form."""
    return _Reader(words).text()


class _Reader:
    def __init__(self, words: Tokeniser) -> None:
        self._text = words.text
        tokens = list(words)
        self._tokens = tokens + tokens[-1:] * LOOK_AHEAD
        self._here = 0

    # Words ---------------------------------------------------------------------------------------------------

    def _peek(self) -> Token:
        return self._tokens[self._here]

    def _is(self, *kinds: Kind, ahead: int = 0) -> bool:
        return self._tokens[self._here + ahead].kind in kinds

    def _take(self) -> Token:
        token = self._tokens[self._here]
        self._here += token.kind is not Kind.END
        return token

    def _accept(self, *kinds: Kind) -> Token | None:
        return self._take() if self._is(*kinds) else None

    def _expect(self, kind: Kind, expected: Kind | None = None) -> Token:
        return self._accept(kind) or self._refuse(EXPECTED[expected or kind])

    def _refuse(self, expected: Message) -> NoReturn:
        token = self._peek()
        self._fail(_reason(token), token, expected=expected, read=token.value, **_ambiguity(token))

    def _fail(self, reason: str, token: Token, **values: object) -> NoReturn:
        raise DateTextError(reason, written=self._text, position=token.start, found=token.written, **values)

    # Forms ---------------------------------------------------------------------------------------------------

    def text(self) -> Tree:
        if self._is(Kind.END):
            self._fail("empty", Token(Kind.END, "", 0, ""), expected=EXPECTED[Kind.LEAD])
        self._leads()
        tree: Tree
        if self._is(Kind.QUARTER_WORD):
            tree = self._quarter()
        elif self._is(*YEAR_STARTS):
            tree = self._years()
        else:
            tree = self._range()
        self._expect(Kind.END)
        return tree

    def _leads(self) -> None:
        while self._accept(Kind.LEAD):
            pass

    def _quarter(self) -> WrittenQuarter:
        at, number = self._quarter_number()
        year = None
        if self._accept(Kind.SLASH):
            year = self._year()
        else:
            self._leads()
            if self._is(*YEAR_STARTS):
                year = self._year()
        return WrittenQuarter(at=at, number=number, year=year, inside=self._inside())

    def _quarter_number(self) -> tuple[int, Token]:
        at = self._take().start
        self._accept(Kind.ORDINAL)
        number = self._expect(Kind.NUMBER, Kind.QUARTER_WORD)
        if number.value not in range(1, 5):
            self._fail("no-such-quarter", number, expected=EXPECTED[Kind.QUARTER_WORD])
        return at, number

    def _years(self) -> WrittenYears | WrittenQuarter:
        at, first, last = self._peek().start, self._year(), None
        if self._is(Kind.QUARTER_WORD):
            at, number = self._quarter_number()
            return WrittenQuarter(at=at, number=number, year=first, inside=self._inside())
        if self._accept(*TO):
            last = self._year()
        return WrittenYears(at=at, first=first, last=last, inside=self._inside())

    def _inside(self) -> Range | None:
        if not self._accept(Kind.OPEN):
            return None
        self._leads()
        inside = self._range()
        self._expect(Kind.CLOSE)
        return inside

    def _range(self) -> Range:
        first = self._point()
        if self._accept(*TO):
            return Range(first=first, last=self._point(is_last=True))
        return Range(first=first)

    def _point(self, *, is_last: bool = False) -> Point:
        at, weekday, named = self._peek().start, *self._day_words()
        if not named and not self._is(Kind.NUMBER):
            month = self._month(EXPECTED[Kind.LEAD] if not is_last else EXPECTED[Kind.MONTH])
            return Point(at=at, month=month, year=self._optional_year())
        day = self._day(named=named)
        if self._is(Kind.SLASH, Kind.DASH) and self._is(Kind.NUMBER, Kind.MONTH, ahead=1):
            separator = self._peek().kind
            if separator is Kind.SLASH or (self._is(separator, ahead=2) and self._is(Kind.NUMBER, ahead=3)):
                return self._numeric(separator, Point(at=at, day=day, weekday=weekday))
        if self._is(*TO) and not is_last:
            return Point(at=at, day=day, weekday=weekday)
        month = self._month(EXPECTED[Kind.MONTH])
        return Point(at=at, day=day, month=month, year=self._optional_year(), weekday=weekday)

    def _day(self, *, named: bool) -> Token:
        day = self._expect(Kind.NUMBER)
        if self._is(Kind.END) and not named:
            self._bare_number(day)
        if day.digits > DAY_DIGITS:
            self._fail("day-digits", day, expected=EXPECTED[Kind.NUMBER])
        return day

    def _day_words(self) -> tuple[Token | None, bool]:
        """Take วันที่, วันพุธที่, พ. and the like; say whether there was any."""
        named = self._accept(Kind.DAY_WORD)
        weekday = self._accept(Kind.WEEKDAY)
        if weekday is None:
            return None, named is not None
        self._accept(Kind.ORDINAL, Kind.DAY_WORD)
        return weekday, True

    def _numeric(self, separator: Kind, point: Point) -> Point:
        self._take()
        month = self._month_number(self._take())
        if not self._accept(separator):
            self._refuse(EXPECTED[Kind.SLASH])
        return attrs.evolve(point, month=month, year=self._year(of_a_date=True))

    def _month(self, expected: Message) -> Token:
        word = self._accept(Kind.MONTH_WORD)
        if word and self._is(Kind.NUMBER):
            return self._month_number(self._take())
        return self._accept(Kind.MONTH) or self._refuse(expected)

    def _month_number(self, token: Token) -> Token:
        if token.digits > DAY_DIGITS or token.value not in range(1, 13):
            self._fail("no-such-month", token, expected=EXPECTED[Kind.MONTH])
        return token

    def _optional_year(self) -> WrittenYear | None:
        return self._year(of_a_date=True) if self._is(*YEAR_STARTS, Kind.NUMBER) else None

    def _year(self, *, of_a_date: bool = False) -> WrittenYear:
        if of_a_date and self._is(Kind.YEAR_WORD) and self._peek().value != "plain":
            self._refuse(EXPECTED[Kind.YEAR_WORD])
        type_word = self._accept(Kind.YEAR_WORD)
        era = self._accept(Kind.ERA)
        number = self._expect(Kind.NUMBER, Kind.YEAR_WORD)
        return WrittenYear(
            number=number, era=str(era.value) if era else "", type=str(type_word.value) if type_word else ""
        )

    def _bare_number(self, number: Token) -> None:
        if number.digits == YEAR_DIGITS:
            expected = Message(
                f"ปีงบประมาณ {number.written}, ปีกองทุน {number.written} or ปี {number.written}",
                f" ปีงบประมาณ {number.written} ปีกองทุน {number.written} หรือ ปี {number.written}",
            )
            raise AmbiguousPeriodError(
                "bare-number",
                written=self._text,
                position=number.start,
                found=number.written,
                expected=expected,
            )


def _reason(token: Token) -> str:
    if token.kind is Kind.UNKNOWN and token.value:
        return "damaged-word"
    if token.kind is Kind.UNKNOWN:
        return "latin-word" if token.written[0].isascii() and token.written[0].isalpha() else "unknown-word"
    return {Kind.END: "unexpected-end", Kind.AMBIGUOUS_MONTH: "ambiguous-month"}.get(token.kind, "unexpected")


def _ambiguity(token: Token) -> dict[str, Message]:
    if token.kind is not Kind.AMBIGUOUS_MONTH:
        return {}
    first, second = AMBIGUOUS_MONTHS[str(token.value)]
    return {"first": month_name(first), "second": month_name(second)}
