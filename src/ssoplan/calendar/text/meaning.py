"""What a written date or period means: from the tree of words to days, refusing what cannot be.

Decisions where writing alone leaves a choice:

======================================  ==================================================================
written                                 read as
======================================  ==================================================================
two-digit year ``63``                   BE 2563, always 25yy
``ก.พ. – ธ.ค. 2564``                     the year at the end holds for both ends
``ปี 2566``, ``พ.ศ. 2566``                 the civil year (Calendar Years Act, B.E. 2483); ``of`` is None
``ปีกองทุน 2566``, ``ปีงบประมาณ 2566``     :class:`FundYear`, :class:`BudgetYear`
``ไตรมาส 1/2563``, ``ไตรมาส 1 ปี 2563``     refused: the year type is not written
``ไตรมาสที่ 1 (ต.ค. - ธ.ค. 64)``           the months tell the year type: here quarter 1 of budget year 2565
``ไตรมาสที่ 4 (ต.ค. - ธ.ค. 64)``           likewise: quarter 4 of a January year, fund year 2564
``ปีงบประมาณ 2563 (ต.ค.62 - ก.ย.63)``     both must say the same; years missing in brackets follow the name
``15 ก.พ. 2483``                        refused: BE 2483 had no January to March
``15 ก.พ. 2482``                        15 February 1940, the civil reckoning of the time
``11 ม.ย. 64``                          refused, also when lenient: April (เม.ย.) or June (มิ.ย.)
``31/12/2020``                          refused: looks like a CE year; ``ค.ศ. 2020`` is read
======================================  ==================================================================
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, NoReturn, TypeVar

import attrs

from ssoplan.calendar._names import month_name, weekday_name
from ssoplan.calendar.era import CE_LOOKALIKES, FIRST_BE_LOOK, LAST_APRIL_BE, OFFSET, be_year, date_of
from ssoplan.calendar.errors import CalendarError
from ssoplan.calendar.months import Month
from ssoplan.calendar.period import Period
from ssoplan.calendar.text.errors import AmbiguousPeriodError, DateTextError, day_name
from ssoplan.calendar.text.forms import EXPECTED, Kind
from ssoplan.calendar.text.grammar import Point, Range, Tree, WrittenQuarter, WrittenYear, WrittenYears
from ssoplan.calendar.years import BudgetYear, FundYear, Quarter, Year
from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Meaning"]

T = TypeVar("T")

YEAR_TYPES: dict[str, type[Year]] = {"budget": BudgetYear, "fund": FundYear, "calendar": FundYear}
SHORT_YEAR, FULL_YEAR, CENTURY = 2, 4, 2500
EXAMPLE_BE = 2564  # only shown, in "write ไตรมาสที่ 1 ปีงบประมาณ 2564"


@attrs.frozen
class Meaning:
    """Works out the days of a tree; every refusal points into ``text``.

    Attributes:
        text: The text the tree was read from.
    """

    text: str

    def day(self, tree: Tree) -> dt.date:
        """Return the one day a tree names."""
        if not isinstance(tree, Range) or tree.last is not None or tree.first.day is None:
            self._fail("not-a-day", 0, expected=EXPECTED[Kind.NUMBER])
        return self._range(tree).start

    def period(self, tree: Tree) -> Period:
        """Return the days a tree names, with the month, quarter or year they are the whole of."""
        if isinstance(tree, Range):
            return self._range(tree)
        return self._quarter(tree) if isinstance(tree, WrittenQuarter) else self._years(tree)

    # Days, months and ranges ---------------------------------------------------------------------------------

    def _range(self, tree: Range, context: Period | None = None) -> Period:
        known = (be_year(context.start), be_year(context.end)) if context else (None, None)
        if tree.last is None:
            start, end = self._days(tree.first, tree.first.year or known[0])
            return Period(
                start, end, of=Month(be_year(start), start.month) if tree.first.day is None else None
            )
        return self._between(tree.first, tree.last, known if context else (tree.last.year, None))

    def _between(
        self, first: Point, last: Point, years: tuple[WrittenYear | int | None, int | None]
    ) -> Period:
        """Return the period of a range; an end without a year has the one in ``years``."""
        if (first.day is None) != (last.day is None):
            self._fail("mixed-ends", last.at)
        start, _ = self._days(attrs.evolve(first, month=first.month or last.month), first.year or years[0])
        _, end = self._days(last, last.year or years[1])
        if end < start:
            self._fail("backwards", last.at, start=day_name(start), end=day_name(end))
        return Period(start, end)

    def _days(self, point: Point, year: WrittenYear | int | None) -> tuple[dt.date, dt.date]:
        """Return the first and last day of a month, or the one day twice."""
        if point.month is None or year is None:
            self._fail("missing-year", self._end(point), expected=EXPECTED[Kind.YEAR_WORD])
        first = self._first_of_month(year, point.month.value, point.at)
        length = calendar.monthrange(first.year, first.month)[1]
        if point.day is None:
            return first, first.replace(day=length)
        day = int(point.day.value)
        if not 1 <= day <= length:
            self._impossible_day(point, first, length)
        return (self._on_weekday(point, first.replace(day=day)),) * 2

    def _first_of_month(self, year: WrittenYear | int, month: int | str, at: int) -> dt.date:
        number = int(month)
        if isinstance(year, WrittenYear) and year.era == "ce":
            first = dt.date(max(self._ce(year), 1), number, 1)
            return self._exists(at, lambda: (be_year(first), first)[1])
        be = self._be(year) if isinstance(year, WrittenYear) else year
        return self._exists(at, lambda: date_of(be, number, 1))

    def _impossible_day(self, point: Point, first: dt.date, length: int) -> NoReturn:
        self._fail(
            "impossible-day",
            point.day.start if point.day else point.at,
            day=point.day.value if point.day else "",
            month=month_name(first.month),
            year=be_year(first),
            last=length,
            expected=Message(f"a day from 1 to {length}", f"วันที่ 1 ถึง {length}"),
        )

    def _on_weekday(self, point: Point, day: dt.date) -> dt.date:
        if point.weekday is not None and point.weekday.value != day.weekday():
            right, wrong = weekday_name(day.weekday()), weekday_name(int(point.weekday.value))
            self._fail("wrong-weekday", point.weekday.start, right=right, wrong=wrong, expected=right)
        return day

    def _end(self, point: Point) -> int:
        last = point.month or point.day
        return last.start + len(last.written) if last else point.at

    # Years and quarters --------------------------------------------------------------------------------------

    def _years(self, tree: WrittenYears) -> Period:
        period, named = self._year(tree.first, tree.at)
        if tree.last is not None:
            if tree.last.type not in ("", tree.first.type):
                self._fail("two-year-types", tree.last.number.start, expected=named)
            like_first = attrs.evolve(tree.last, type=tree.first.type, era=tree.last.era or tree.first.era)
            end, end_named = self._year(like_first, tree.last.number.start)
            if end.end < period.start:
                self._fail(
                    "backwards", tree.last.number.start, start=day_name(period.start), end=day_name(end.end)
                )
            period = Period(period.start, end.end)
            named = Message(f"{named} to {end_named}", f"{named} ถึง{end_named}")
        return self._agreed(period, named, tree.inside)

    def _year(self, year: WrittenYear, at: int) -> tuple[Period, Message]:
        if year.type in ("budget", "fund"):
            whole = self._exists(at, lambda: YEAR_TYPES[year.type](self._be(year)))
            return Period.spanning(whole), Message(whole.text("en"), whole.text("th"))
        name = Message(f"the year {year.number.value}", f"ปี {year.number.value}")
        if year.era == "ce":
            ce = max(self._ce(year), 1)
            return self._exists(at, lambda: Period(*_january_year(ce))), name
        be = self._be(year)
        return self._exists(at, lambda: _civil_year(be)), name

    def _quarter(self, tree: WrittenQuarter) -> Period:
        number = int(tree.number.value)
        kind = YEAR_TYPES.get(tree.year.type) if tree.year else None
        if kind is None:
            kind = self._kind_by_months(tree, number)
        if tree.year is not None:
            year = tree.year
            quarter = self._exists(tree.at, lambda: Quarter(kind(self._be(year)), number))
        elif tree.inside is not None:
            start = self._range(tree.inside).start
            quarter = self._exists(tree.at, lambda: Quarter.of(start, kind))
        named = Message(quarter.text("en"), quarter.text("th"))
        return self._agreed(Period.spanning(quarter), named, tree.inside)

    def _kind_by_months(self, tree: WrittenQuarter, number: int) -> type[Year]:
        """Return the year type in which the months in brackets are this quarter."""
        inside = tree.inside
        if inside is None or (tree.year is None and not _has_year(inside)):
            self._ambiguous(tree, number)
        last = inside.last or inside.first
        written = [month.value for month in (inside.first.month or last.month, last.month) if month]
        kinds = [kind for kind in (BudgetYear, FundYear) if written == _quarter_months(kind, number)]
        return kinds[0] if kinds else self._fail("not-a-quarter", inside.first.at, number=number)

    def _ambiguous(self, tree: WrittenQuarter, number: int) -> NoReturn:
        be = self._be(tree.year) if tree.year else EXAMPLE_BE
        forms = [f"ไตรมาสที่ {number} {kind} {be}" for kind in ("ปีงบประมาณ", "ปีกองทุน")]
        raise AmbiguousPeriodError(
            "quarter-of-which-year" if tree.year else "bare-quarter",
            written=self.text,
            position=tree.at,
            number=number,
            be=be,
            expected=Message(" or ".join(forms), " หรือ ".join(forms)),
        )

    def _agreed(self, period: Period, named: Message, inside: Range | None) -> Period:
        """Return the period, unless the range in brackets after it says other days."""
        if inside is None:
            return period
        if self._range(inside, period) != period:
            start, end = day_name(period.start), day_name(period.end)
            self._fail("disagrees", inside.first.at, named=named, start=start, end=end)
        return period

    # Year numbers --------------------------------------------------------------------------------------------

    def _be(self, year: WrittenYear) -> int:
        """Return the Buddhist year that is written, of the civil calendar or of any year type."""
        if year.era == "ce":
            return self._ce(year) + OFFSET
        number, digits = int(year.number.value), year.number.digits
        if digits == SHORT_YEAR:
            return CENTURY + number
        if digits != FULL_YEAR:
            self._fail_year("year-digits", year, digits=digits)
        if number in CE_LOOKALIKES:
            self._fail_year("ce-year", year, year=number, suggested=number + OFFSET)
        return number

    def _ce(self, year: WrittenYear) -> int:
        number, digits = int(year.number.value), year.number.digits
        if digits != FULL_YEAR:
            self._fail_year("ce-digits", year, digits=digits)
        if number >= FIRST_BE_LOOK:
            self._fail_year("be-year", year, year=number, suggested=number - OFFSET)
        return number

    def _fail_year(self, reason: str, written: WrittenYear, /, **values: object) -> NoReturn:
        token = written.number
        self._fail(reason, token.start, found=token.written, expected=EXPECTED[Kind.YEAR_WORD], **values)

    def _fail(self, reason: str, position: int, **values: object) -> NoReturn:
        raise DateTextError(reason, written=self.text, position=position, **values)

    def _exists(self, at: int, make: Callable[[], T]) -> T:
        """Return what the calendar makes, or refuse with its reason."""
        try:
            return make()
        except DateTextError:
            raise
        except CalendarError as error:
            if error.reason == "before-era-year":
                self._fail("before-era", at, year=error.values["be"])
            why = Message(error.text("en"), error.text("th"))
            raise DateTextError("impossible", written=self.text, position=at, why=why) from error


def _quarter_months(kind: type[Year], number: int) -> list[int]:
    quarter = Quarter(kind(kind.first_be), number)
    return [quarter.start.month, quarter.end.month]


def _has_year(tree: Range) -> bool:
    return tree.first.year is not None or (tree.last is not None and tree.last.year is not None)


def _january_year(ce: int) -> tuple[dt.date, dt.date]:
    be_year(dt.date(ce, 1, 1))
    return dt.date(ce, 1, 1), dt.date(ce, 12, 31)


def _civil_year(be: int) -> Period:
    """Return a year of the civil calendar: from January since BE 2484, from April before, nine months in 2483."""
    if be > LAST_APRIL_BE:
        return Period(date_of(be, 1, 1), date_of(be, 12, 31))
    return Period(date_of(be, 4, 1), date_of(be, 12, 31) if be == LAST_APRIL_BE else date_of(be, 3, 31))
