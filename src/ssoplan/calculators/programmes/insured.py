"""Targets of insured persons for each office and month: section 40 (formula g) and sections 33 and 39 (formula h).

They are stocks: a month is the number of persons at its end, the total of a row is its December, and months are never
added up. Subtotals are sums of offices; the 2566 plan drew the subtotals of sections 33 and 39 as lines of their own,
so its printed ones differ by a few persons.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from ssoplan.calculators.amounts import nearest
from ssoplan.calculators.checks import check_count, check_each, check_kind
from ssoplan.calculators.exact import exact
from ssoplan.calculators.programmes import titles
from ssoplan.calculators.programmes.tables import Layout, month_columns, office_table
from ssoplan.calculators.programmes.targets import OfficeTarget, TargetError, check_targets
from ssoplan.calculators.quantity import Quantity
from ssoplan.calculators.roundings import RoundedMany, merged
from ssoplan.calculators.stock import climb, insured_line
from ssoplan.calculators.worksheet import Worksheet, calculator
from ssoplan.calendar.years import FundYear
from ssoplan.errors import Message
from ssoplan.model import Office, OfficeColumn, OfficeKind, OfficeTable, TotalMeaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssoplan.calculators.calculation import Rounded
    from ssoplan.parameters import Parameters

__all__ = ["InsuredPath", "s33_39_targets", "s40_december", "s40_targets"]

PERSON_TH = "ราย"


@attrs.frozen(kw_only=True)
class InsuredPath:
    """The line that the section 33/39 stock of an office follows to September.

    Attributes:
        office: The office.
        base: Its insured persons in the December before.
        slope: Its exact monthly growth.

    Raises:
        CalculatorError: The base is no whole number or below zero, or the slope is no exact number.
    """

    office: Office
    base: int = attrs.field(validator=lambda _, field, value: check_count(value, field.name))
    slope: Fraction = attrs.field(converter=exact)


@calculator
def s40_targets(
    sheet: Worksheet, bases: Sequence[OfficeTarget], *, year: FundYear, parameters: Parameters | None = None
) -> OfficeTable:
    """Return the section 40 targets of offices by month: one factor of growth for all, in equal steps (RATE-25).

    December is the base times the country's factor, rounded half up; a month adds a twelfth of the growth, rounded
    half up; December takes the rest. The roundings are not forced to add up: where the bases are those of the whole
    country, the remainder is the country's target less the Decembers.

    Args:
        bases: The members of each office in the December before, as its number.
        year: The fund year.
        parameters: The policy; the published one, where none is given.

    Raises:
        TargetError: The offices do not make a table.
        ParameterWindowError: The growth of that year is not known.
    """
    check_targets(bases, "bases")
    figures = sheet.figures(parameters, on=check_kind(year, FundYear, name="year").start)
    target, base = figures.count("insured_path.s40.target"), figures.count("insured_path.s40.base")
    rows, sheets = [], []
    for each in bases:
        working = Worksheet()
        exactly = _grown(each.number, target=target, country=base)
        december = working.rounded(_DECEMBER, exactly, rounding="half_up")
        rows.append((each.office, climb(working, each.number, december, year)))
        sheets.append((each.office.name_th, working))
    table = _stock_table(titles.S40, rows, year)
    total, given = sum(levels[-1] for _, levels in rows), sum(each.number for each in bases)
    sheet.step(_FACTOR, target=target, base=base, given=given, offices=_offices(bases), result=total)
    _step_groups(sheet, table)
    _round_offices(sheet, sheets)
    if given == base:
        sheet.remainder = target - total
    else:
        sheet.note(_PART, given=given, base=base)
    return table


@calculator
def s33_39_targets(
    sheet: Worksheet, paths: Sequence[InsuredPath], *, year: FundYear, parameters: Parameters | None = None
) -> OfficeTable:
    """Return the section 33/39 targets of offices by month: a line to September, another to December (RATE-24).

    After September an office grows by its share, by its September, of the country's growth to December.

    Args:
        paths: The base and the growth of each office.
        year: The fund year.
        parameters: The policy; the published one, where none is given.

    Raises:
        TargetError: The offices do not make a table, or one falls below zero.
        ParameterWindowError: The country's path in that year is not known.
    """
    check_each(paths, InsuredPath, name="paths")
    figures = sheet.figures(parameters, on=check_kind(year, FundYear, name="year").start)
    start, step, target = (
        figures.count(f"insured_path.s33_39.{name}") for name in ("start", "step_to_september", "target")
    )
    rows: list[tuple[Office, list[int]]] = []
    sheets = []
    for each in paths:
        working = Worksheet()
        rows.append((each.office, insured_line(working, figures, each.base, each.slope, year=year)))
        sheets.append((each.office.name_th, working))
    for office, levels in rows:
        if min(levels) < 0:
            raise TargetError("below-zero", office=office.name_th, level=min(levels))
    table = _stock_table(titles.S33_39, rows, year)
    sheet.step(_COUNTRY, start=start, step=step, target=target, result=_offices(rows))
    _step_groups(sheet, table)
    _round_offices(sheet, sheets)
    sheet.note(_SUMS)
    return table


def s40_december(base: int, *, target: int, country: int) -> int:
    """Return the section 40 members of an office in December: its base by the country's factor, rounded half up.

    Args:
        base: The members of the office in the December before.
        target: The members of the country in December.
        country: The members of the country in the December before.

    >>> s40_december(165_866, target=10_930_000, country=10_854_504)
    167020
    """
    return nearest(_grown(base, target=target, country=country), rounding="half_up")


def _grown(base: int, *, target: int, country: int) -> Fraction:
    return Fraction(base * target, country)


def _round_offices(sheet: Worksheet, offices: Sequence[tuple[str, Worksheet]]) -> None:
    """Write down the roundings of all offices, as one record for each thing that is rounded."""
    kinds: dict[Message, list[tuple[str, Rounded]]] = {}
    for office, working in offices:
        for rounded in working.roundings:
            kinds.setdefault(rounded.what, []).append((office, rounded))
    for found in kinds.values():
        of_one = found[0][1]
        each = of_one.count if isinstance(of_one, RoundedMany) else 1
        sheet.roundings.append(merged(found, count=each * len(offices)))


def _offices(given: Sequence[object]) -> Quantity:
    return Quantity(len(given), "office")


def _stock_table(title: str, rows: Sequence[tuple[Office, Sequence[int]]], year: FundYear) -> OfficeTable:
    layout = Layout(
        title_th=title,
        columns=(*month_columns(), OfficeColumn(key="total")),
        unit_th=PERSON_TH,
        follows=TotalMeaning.LAST,
    )
    return office_table(layout, [(office, (*levels, levels[-1])) for office, levels in rows], year=year)


def _step_groups(sheet: Worksheet, table: OfficeTable) -> None:
    for row in table.rows:
        if row.office.kind in (OfficeKind.BANGKOK, OfficeKind.REGION, OfficeKind.COUNTRY):
            sheet.step(_GROUP, group=row.office.name_th, first=row.values[0], result=row.values[-1])


_DECEMBER = Message(en="December of each office", th="เดือนธันวาคมของแต่ละหน่วยงาน")
_FACTOR = Message(
    en="{offices} with {given} members × {target} ÷ {base}, each rounded half up = {result} in December",
    th="{offices} ผู้ประกันตน {given} ราย × {target} ÷ {base} ปัดเศษตั้งแต่ครึ่งขึ้นไปรายหน่วยงาน = {result} ราย ณ เดือนธันวาคม",
)
_PART = Message(
    en="the offices given had {given} of the country's {base} members, so no remainder against the country can be stated",
    th="หน่วยงานที่ระบุมีผู้ประกันตน {given} จาก {base} รายของทั้งประเทศ จึงระบุส่วนต่างจากเป้าหมายทั้งประเทศไม่ได้",
)
_COUNTRY = Message(
    en="the country: {start} in January, + {step} a month to September, {target} in December; {result}",
    th="ทั้งประเทศ: มกราคม {start} ราย เพิ่มเดือนละ {step} รายถึงกันยายน ธันวาคม {target} ราย รวม {result}",
)
_GROUP = Message(
    en="{group}: {first} in January, {result} in December",
    th="{group}: มกราคม {first} ราย ธันวาคม {result} ราย",
)
_SUMS = Message(
    en="subtotals are sums of offices; the 2566 plan prints lines of their own, which differ by a few persons",
    th="ยอดรวมเป็นผลรวมของหน่วยงาน แผนปี 2566 พิมพ์เป็นเส้นตรงของกลุ่มเอง จึงต่างกันเล็กน้อย",
)
