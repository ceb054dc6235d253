"""Monthly values that can be read by either year type, with nothing lost on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from ssoplan.calendar.errors import CalendarError, CalendarTypeError
from ssoplan.calendar.months import MONTHS_A_YEAR, Month
from ssoplan.calendar.years import Year, check_year
from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["MonthlySeries", "recut"]

V = TypeVar("V")
Y = TypeVar("Y", bound=Year)

_SERIES = Message(en="a monthly series", th="ข้อมูลรายเดือน")


def _in_time(cells: Mapping[Month, Any] | Iterable[tuple[Month, Any]]) -> tuple[tuple[Month, Any], ...]:
    pairs = list(cells.items() if isinstance(cells, Mapping) else cells)
    seen: set[Month] = set()
    for month, _ in pairs:
        if not isinstance(month, Month):
            raise CalendarTypeError("not-a-month", what=_SERIES, value=month, type=type(month).__name__)
        if month in seen:
            raise CalendarError("month-twice", month=month)
        seen.add(month)
    return tuple(sorted(pairs, key=lambda pair: pair[0]))


@attrs.frozen(repr=False)
class MonthlySeries(Mapping[Month, V], Generic[V]):
    """Values by calendar month, in the order of time: int, ``Baht``, ``Fraction`` or anything that can be added.

    A month without a value is absent, which is not zero. Two series are equal when they hold the same values for the
    same months.

    Attributes:
        cells: Pairs of month and value; given in any order, kept in the order of time.

    Raises:
        CalendarError: A month is given twice.
        CalendarTypeError: A key is not a :class:`Month`.

    Examples:
        >>> from ssoplan.calendar import BudgetYear, FundYear
        >>> series = MonthlySeries.from_years({BudgetYear(2565): [2940] * 12})
        >>> series.totals(FundYear)
        {FundYear(2564): 8820, FundYear(2565): 26460}
    """

    cells: tuple[tuple[Month, V], ...] = attrs.field(converter=_in_time)
    _by_month: dict[Month, V] = attrs.field(init=False, eq=False)

    @_by_month.default
    def _index(self) -> dict[Month, V]:
        return dict(self.cells)

    @classmethod
    def from_years(cls, years: Mapping[Y, Sequence[V | None]]) -> MonthlySeries[V]:
        """Return the series written as twelve cells a year, with None where a month has no value.

        Raises:
            CalendarError: A year does not have twelve cells.
            CalendarTypeError: A key is neither a budget year nor a fund year.
        """
        return cls(cell for year, cells in years.items() for cell in _cells_of(year, cells))

    def by_year(self, kind: type[Y]) -> dict[Y, tuple[V | None, ...]]:
        """Return twelve cells for every year of one type that has a value; a month without one is None.

        Examples:
            >>> from ssoplan.calendar import BudgetYear
            >>> MonthlySeries({Month(2564, 12): 5, Month(2565, 1): 7}).by_year(BudgetYear)[BudgetYear(2565)][:5]
            (None, None, 5, 7, None)
        """
        check_year(kind, "by_year")
        years = dict.fromkeys(kind.of(month.start) for month in self)
        return {year: tuple(self.get(month) for month in year) for year in years}

    def totals(self, kind: type[Y]) -> dict[Y, V]:
        """Return the sum of the values of every year of one type that has a value."""
        check_year(kind, "totals")
        found: dict[Y, list[V]] = {}
        for month, value in self.cells:
            found.setdefault(kind.of(month.start), []).append(value)
        return {year: _sum(values) for year, values in found.items()}

    def within(self, months: Iterable[Month]) -> MonthlySeries[V]:
        """Return the series of some months only: a year, a quarter, a part of a year.

        Examples:
            >>> from ssoplan.calendar import BudgetYear
            >>> pays_2564, pays_2565 = BudgetYear(2565).funding()
            >>> len(MonthlySeries.from_years({BudgetYear(2565): [2940] * 12}).within(pays_2564))
            3
        """
        wanted = frozenset(months)
        return MonthlySeries(cell for cell in self.cells if cell[0] in wanted)

    def __getitem__(self, month: Month) -> V:
        return self._by_month[month]

    def __iter__(self) -> Iterator[Month]:
        return iter(self._by_month)

    def __len__(self) -> int:
        return len(self.cells)

    def __repr__(self) -> str:
        inside = ", ".join(f"{month!r}: {value!r}" for month, value in self.cells)
        return f"MonthlySeries({{{inside}}})"


def recut(
    values: Mapping[Month, V] | Mapping[Any, Sequence[V | None]], into: type[Y]
) -> dict[Y, tuple[V | None, ...]]:
    """Return monthly values cut into years of one type: twelve cells a year, None where there is no value.

    Every value given is in the result exactly once; a month that was absent stays absent, never 0.

    Args:
        values: A value by :class:`Month`, or twelve cells by ``BudgetYear`` or ``FundYear``.
        into: ``BudgetYear`` or ``FundYear``.

    Examples:
        The contractor of the Nong Khai office in budget year 2565, 2,940 baht a month (CAL-09):

        >>> from ssoplan.calendar import BudgetYear, FundYear
        >>> years = recut({BudgetYear(2565): [2940] * 12}, into=FundYear)
        >>> [sum(filter(None, cells)) for cells in years.values()]
        [8820, 26460]
        >>> years[FundYear(2564)][8:]
        (None, 2940, 2940, 2940)
    """
    by_years = isinstance(next(iter(values), None), Year)
    series: MonthlySeries[V] = MonthlySeries.from_years(values) if by_years else MonthlySeries(values)  # type: ignore[arg-type]  # the first key decided
    return series.by_year(into)


def _cells_of(year: Year, cells: Sequence[V | None]) -> Iterator[tuple[Month, V]]:
    if not isinstance(year, Year):
        raise CalendarTypeError("not-a-year", what="from_years", value=year, type=type(year).__name__)
    if len(cells) != MONTHS_A_YEAR:
        raise CalendarError("not-twelve", year=year, count=len(cells))
    return ((month, value) for month, value in zip(year, cells, strict=True) if value is not None)


def _sum(values: Iterable[V]) -> V:
    return reduce(add, values)  # from the first value: 0 is not a Baht
