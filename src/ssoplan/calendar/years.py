"""The two years of the SSO and their quarters, which never lose their year type.

* Budget year: Budget Procedures Act B.E. 2502, section 4, and B.E. 2561, section 4: 1 October of one year to
  30 September of the next, named by the next (``1 ต.ค.62-30 ก.ย.63`` is ปีงบประมาณ 2563).
* Fund year: announcement of the 2566 administration money of the SSO (``ตั้งแต่วันที่ ๑ มกราคม ๒๕๖๖ ถึงวันที่
  ๓๑ ธันวาคม ๒๕๖๖``): January to December.
"""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from functools import lru_cache, total_ordering
from typing import TYPE_CHECKING, ClassVar, Literal, Self, TypeVar

import attrs

from ssoplan.calendar.era import OFFSET, as_int, be_year, check_be, check_date, check_int
from ssoplan.calendar.errors import CalendarError, CalendarTypeError
from ssoplan.calendar.months import MONTHS_A_YEAR, Month
from ssoplan.calendar.spans import Span
from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.errors import Language

__all__ = ["BudgetYear", "FundYear", "Quarter", "Year", "YearPart", "check_year"]

MONTHS_A_QUARTER = 3
QUARTERS_A_YEAR = 4
OCTOBER = 10
_A_QUARTER = Message(en="a quarter", th="ไตรมาส")
_A_PART = Message(en="a part of a year", th="ส่วนของปี")

Y = TypeVar("Y", bound="Year")


@total_ordering
@attrs.frozen(repr=False)
class Year(Span):
    """What a :class:`BudgetYear` and a :class:`FundYear` have in common; not used itself.

    Two years are equal only if they are of the same type, and only years of one type have an order. A year iterates
    over its twelve months.

    Attributes:
        be: Buddhist year that names the year.
    """

    kind: ClassVar[Literal["budget", "fund"]]
    first_be: ClassVar[int]

    be: int = attrs.field(converter=as_int)

    @be.validator
    def _check_be(self, _: object, be: object) -> None:
        if check_be(be) < self.first_be:
            raise CalendarError(f"{self.kind}-year-too-early", be=be)

    @classmethod
    @abstractmethod
    def of(cls, date: dt.date) -> Self:
        """Return the year of this type that a day lies in."""

    @property
    def months(self) -> tuple[Month, ...]:
        """The twelve months, the first one first."""
        return _months_of(self)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The four quarters."""
        return tuple(Quarter(self, number + 1) for number in range(QUARTERS_A_YEAR))

    @property
    def next(self) -> Self:
        """The following year of the same type."""
        return type(self)(self.be + 1)

    @property
    def previous(self) -> Self:
        """The preceding year of the same type."""
        return type(self)(self.be - 1)

    def quarter(self, number: int) -> Quarter:
        """Return quarter 1 to 4 of this year."""
        return Quarter(self, number)

    def quarter_of(self, date: dt.date) -> Quarter:
        """Return the quarter of this year that a day lies in.

        Raises:
            CalendarError: The day is outside this year.

        Examples:
            >>> BudgetYear(2566).quarter_of(dt.date(2022, 10, 1))
            Quarter(BudgetYear(2566), 1)
        """
        if not self.contains(check_date(date, "quarter_of")):
            raise CalendarError("outside", value=date, whole=self)
        ahead = (date.month - self.start.month) % MONTHS_A_YEAR
        return Quarter(self, ahead // MONTHS_A_QUARTER + 1)

    def text(self, lang: Language = "en") -> str:
        """Return the name of the year as documents write it, in English or Thai.

        Examples:
            >>> BudgetYear(2565).text("th"), FundYear(2566).text()
            ('ปีงบประมาณ 2565', 'fund year 2566')
        """
        thai = {"budget": "ปีงบประมาณ", "fund": "ปีกองทุน"}[self.kind]
        return f"{thai} {self.be}" if lang == "th" else f"{self.kind} year {self.be}"

    def __iter__(self) -> Iterator[Month]:
        return iter(self.months)

    def __len__(self) -> int:
        return MONTHS_A_YEAR

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Year):
            return NotImplemented
        _check_same_type(self, other)
        return self.start < other.start

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.be})"


@attrs.frozen(repr=False)
class BudgetYear(Year):
    """A government budget year (ปีงบประมาณ): 1 October of the year before to 30 September.

    Budget Procedures Act B.E. 2502, section 4; kept by B.E. 2561, section 4. Years before 2505 (1 October 1961) are
    refused: the government's year had other bounds then.

    Examples:
        >>> BudgetYear(2563).start, BudgetYear(2563).end
        (datetime.date(2019, 10, 1), datetime.date(2020, 9, 30))
        >>> BudgetYear.of(dt.date(2021, 10, 1))
        BudgetYear(2565)
    """

    kind: ClassVar[Literal["budget", "fund"]] = "budget"
    first_be: ClassVar[int] = 2505

    @classmethod
    def of(cls, date: dt.date) -> Self:
        """Return the budget year a day lies in; days before 1 October 1961 are refused."""
        return cls(be_year(date) + (date.month >= OCTOBER))

    @property
    def start(self) -> dt.date:
        """1 October of the year before."""
        return dt.date(self.be - OFFSET - 1, OCTOBER, 1)

    @property
    def end(self) -> dt.date:
        """30 September."""
        return dt.date(self.be - OFFSET, 9, 30)

    def funding(self) -> tuple[YearPart, YearPart]:
        """Return the two fund years that pay for this budget year: October to December, January to September.

        Source: table notes 3.1 and 3.2 of the Nong Khai plan of 2565 (CAL-09).

        Examples:
            >>> [(part.year, len(part.months)) for part in BudgetYear(2565).funding()]
            [(FundYear(2564), 3), (FundYear(2565), 9)]
        """
        return YearPart(self, FundYear(self.be - 1)), YearPart(self, FundYear(self.be))


@attrs.frozen(repr=False)
class FundYear(Year):
    """A year of the SSO administration fund (ปีกองทุน): 1 January to 31 December.

    Announcement of the administration money of 2566. The type itself reaches back to BE 2484, the first year from
    January to December (Calendar Years Act, B.E. 2483, section 4), long before there was a fund.

    Examples:
        >>> FundYear(2566).start, FundYear(2566).end
        (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
    """

    kind: ClassVar[Literal["budget", "fund"]] = "fund"
    first_be: ClassVar[int] = 2484

    @classmethod
    def of(cls, date: dt.date) -> Self:
        """Return the fund year a day lies in; days before 1 January 1941 are refused."""
        return cls(be_year(date))

    @property
    def start(self) -> dt.date:
        """1 January."""
        return dt.date(self.be - OFFSET, 1, 1)

    @property
    def end(self) -> dt.date:
        """31 December."""
        return dt.date(self.be - OFFSET, 12, 31)

    def budgeting(self) -> tuple[YearPart, YearPart]:
        """Return the two budget years this fund year pays for: January to September, October to December.

        The way back of :meth:`BudgetYear.funding`; refused before fund year 2505, whose budget years are sure.

        Examples:
            >>> [(part.year, len(part.months)) for part in FundYear(2565).budgeting()]
            [(BudgetYear(2565), 9), (BudgetYear(2566), 3)]
        """
        return YearPart(self, BudgetYear(self.be)), YearPart(self, BudgetYear(self.be + 1))


@total_ordering
@attrs.frozen(repr=False)
class Quarter(Span):
    """Three months of one year, which is always named: "Q1" alone means October in one year type, January in the other.

    Attributes:
        year: The :class:`BudgetYear` or :class:`FundYear` it belongs to.
        number: 1 to 4.

    Examples:
        >>> Quarter(BudgetYear(2565), 1).start, Quarter(FundYear(2565), 1).start
        (datetime.date(2021, 10, 1), datetime.date(2022, 1, 1))
    """

    year: Year = attrs.field()
    number: int = attrs.field(converter=as_int)

    @year.validator
    def _check_year(self, _: object, year: object) -> None:
        if not isinstance(year, Year):
            raise CalendarTypeError("not-a-year", what=_A_QUARTER, value=year, type=type(year).__name__)

    @number.validator
    def _check_number(self, _: object, number: object) -> None:
        if not 1 <= check_int(number, _A_QUARTER) <= QUARTERS_A_YEAR:
            raise CalendarError("no-such-quarter", number=number)

    @classmethod
    def of(cls, date: dt.date, kind: type[Year]) -> Quarter:
        """Return the quarter of a budget or fund year that a day lies in.

        Args:
            date: The day.
            kind: Which of the two years: ``BudgetYear`` or ``FundYear``.

        Examples:
            >>> Quarter.of(dt.date(2021, 10, 31), FundYear)
            Quarter(FundYear(2564), 4)
        """
        return check_year(kind, "Quarter.of").of(date).quarter_of(date)

    @property
    def months(self) -> tuple[Month, ...]:
        """The three months."""
        last = self.number * MONTHS_A_QUARTER
        return self.year.months[last - MONTHS_A_QUARTER : last]

    @property
    def start(self) -> dt.date:
        """The first day of the first month."""
        return self.months[0].start

    @property
    def end(self) -> dt.date:
        """The last day of the third month."""
        return self.months[-1].end

    @property
    def next(self) -> Quarter:
        """The following quarter of the same year type."""
        return (
            Quarter(self.year, self.number + 1)
            if self.number < QUARTERS_A_YEAR
            else Quarter(self.year.next, 1)
        )

    @property
    def previous(self) -> Quarter:
        """The preceding quarter of the same year type."""
        return (
            Quarter(self.year, self.number - 1)
            if self.number > 1
            else Quarter(self.year.previous, QUARTERS_A_YEAR)
        )

    def to_budget(self) -> Quarter:
        """Return the budget-year quarter with the same three months (CAL-08).

        Examples:
            >>> Quarter(FundYear(2566), 4).to_budget()
            Quarter(BudgetYear(2567), 1)
        """
        return Quarter.of(self.start, BudgetYear)

    def to_fund(self) -> Quarter:
        """Return the fund-year quarter with the same three months (CAL-08).

        Examples:
            >>> Quarter(BudgetYear(2565), 1).to_fund()
            Quarter(FundYear(2564), 4)
        """
        return Quarter.of(self.start, FundYear)

    def text(self, lang: Language = "en") -> str:
        """Return the name of the quarter with its year, in English or Thai.

        Examples:
            >>> Quarter(BudgetYear(2566), 1).text("th")
            'ไตรมาสที่ 1 ปีงบประมาณ 2566'
        """
        year = self.year.text(lang)
        return f"ไตรมาสที่ {self.number} {year}" if lang == "th" else f"quarter {self.number} of {year}"

    def __iter__(self) -> Iterator[Month]:
        return iter(self.months)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Quarter):
            return NotImplemented
        _check_same_type(self, other)
        return self.start < other.start

    def __repr__(self) -> str:
        return f"Quarter({self.year!r}, {self.number})"


@attrs.frozen
class YearPart(Span):
    """The months of one year that fall into a year of the other type.

    Attributes:
        whole: The year that is split.
        year: The year of the other type these months belong to: for a budget year, the fund year that pays.
    """

    whole: Year
    year: Year
    months: tuple[Month, ...] = attrs.field(init=False, eq=False, repr=False)

    @months.default
    def _find_months(self) -> tuple[Month, ...]:
        for year in (self.whole, self.year):
            if not isinstance(year, Year):
                raise CalendarTypeError("not-a-year", what=_A_PART, value=year, type=type(year).__name__)
        if type(self.whole) is type(self.year) or not self.whole.overlaps(self.year):
            raise CalendarError("part-of-nothing", whole=self.whole, year=self.year)
        return tuple(month for month in self.whole if month in self.year)

    @property
    def start(self) -> dt.date:
        """The first day of the part."""
        return self.months[0].start

    @property
    def end(self) -> dt.date:
        """The last day of the part."""
        return self.months[-1].end

    def __iter__(self) -> Iterator[Month]:
        return iter(self.months)


def check_year(kind: type[Y], what: str) -> type[Y]:
    """Return ``kind`` if it is a year type; ``what`` says in the error where it was needed."""
    given: object = kind
    if not isinstance(given, type) or not issubclass(given, Year) or given is Year:
        raise CalendarTypeError("not-a-year", what=what, value=kind, type=type(kind).__name__)
    return kind


@lru_cache(maxsize=512)
def _months_of(year: Year) -> tuple[Month, ...]:
    return Month.range(Month.of(year.start), Month.of(year.end))


def _check_same_type(left: Year | Quarter, right: Year | Quarter) -> None:
    kinds = {value.year.kind if isinstance(value, Quarter) else value.kind for value in (left, right)}
    if len(kinds) > 1:
        raise CalendarTypeError("two-year-types", left=left, right=right)
