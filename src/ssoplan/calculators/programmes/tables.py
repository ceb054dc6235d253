"""Office tables with a total and the subtotals of their regions, in the layout of the published ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs

from ssoplan.calculators.checks import check_kind
from ssoplan.calculators.programmes.targets import MONTH_KEYS, check_offices, group_of
from ssoplan.calendar.years import BudgetYear, FundYear
from ssoplan.model import Office, OfficeColumn, OfficeGroup, OfficeKind, OfficeRow, OfficeTable, TotalMeaning

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from ssoplan.calendar.years import Year
    from ssoplan.money import Baht

__all__ = [
    "BAHT_TH",
    "Cells",
    "Layout",
    "column_total",
    "month_columns",
    "office_table",
    "table_baht",
    "year_of",
]

Cells = tuple["int | Decimal | None", ...]
Combine = Callable[[Sequence["int | Decimal"]], "int | Decimal"]

BAHT_TH = "บาท"
COUNTRY_TH = "รวมทั้งสิ้น"
_BANGKOK = (OfficeKind.AREA,)


def column_total(values: Sequence[int | Decimal]) -> int | Decimal:
    """Return the sum of a column's cells."""
    return sum(values)


@attrs.frozen(kw_only=True)
class Layout:
    """The look of an office table.

    Attributes:
        title_th: The title; it names the programme, by which the rules know the rate.
        columns: The columns in order.
        unit_th: The unit of the table.
        follows: What the total of a row is.
        combine: How the cells of offices make a subtotal, for columns that are not simply added up.
    """

    title_th: str
    columns: tuple[OfficeColumn, ...]
    unit_th: str
    follows: TotalMeaning = TotalMeaning.SUM
    combine: dict[str, Combine] = attrs.field(factory=dict)


def month_columns() -> tuple[OfficeColumn, ...]:
    """Return the columns of the twelve months of a fund year."""
    return tuple(OfficeColumn(key=key) for key in MONTH_KEYS)


def table_baht(amount: Baht) -> int | Decimal:
    """Return an amount as the figure of a table: whole baht as an int."""
    baht = amount.baht
    return int(baht) if baht == int(baht) else baht


def office_table(layout: Layout, rows: Sequence[tuple[Office, Cells]], *, year: Year) -> OfficeTable:
    """Return the table of some offices: the total, then each region with its subtotal above its offices.

    The total is that of the offices given, whether or not they are all offices of the country.

    Raises:
        TargetError: The offices cannot stand in one table.
    """
    check_offices([office for office, _ in rows])
    groups: dict[str, list[tuple[Office, Cells]]] = {}
    for office, cells in rows:
        groups.setdefault(group_of(office), []).append((office, cells))
    subtotals = {name: _combined(layout, [cells for _, cells in members]) for name, members in groups.items()}
    lines = [OfficeRow(office=_country(), values=_combined(layout, list(subtotals.values())))]
    for name, members in groups.items():
        lines.append(OfficeRow(office=_group(name, members), values=subtotals[name], group=name))
        lines += [
            OfficeRow(office=office, values=cells, group=name, number=n)
            for n, (office, cells) in enumerate(members, 1)
        ]
    return OfficeTable(
        title_th=layout.title_th,
        columns=layout.columns,
        rows=tuple(lines),
        year=year,
        unit_th=layout.unit_th,
        groups=tuple(
            OfficeGroup(name_th=name, number=n, declared_units=len(members))
            for n, (name, members) in enumerate(groups.items(), start=1)
        ),
        follows=layout.follows,
    )


def year_of(year: Year | None, on: dt.date) -> Year:
    """Return the year of a table: the one given, or the fund year of a day.

    Raises:
        CalculatorTypeError: What is given is no year.
    """
    return FundYear.of(on) if year is None else check_kind(year, BudgetYear, FundYear, name="year")


def _combined(layout: Layout, rows: Sequence[Cells]) -> Cells:
    return tuple(
        _cell(layout.combine.get(column.key, column_total), [row[i] for row in rows])
        for i, column in enumerate(layout.columns)
    )


def _cell(combine: Combine, values: Sequence[int | Decimal | None]) -> int | Decimal | None:
    known = [value for value in values if value is not None]
    return combine(known) if known else None


def _country() -> Office:
    return Office(name_th=COUNTRY_TH, kind=OfficeKind.COUNTRY)


def _group(name: str, members: Sequence[tuple[Office, Cells]]) -> Office:
    of_bangkok = all(office.kind in _BANGKOK for office, _ in members)
    return Office(name_th=name, kind=OfficeKind.BANGKOK if of_bangkok else OfficeKind.REGION, region_th=name)
