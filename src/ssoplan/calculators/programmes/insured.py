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
from ssoplan.calculators.programmes.targets import OfficeTarget, TargetError
from ssoplan.calculators.stock import insured_path, stock_levels
from ssoplan.calculators.worksheet import Worksheet, calculator
from ssoplan.calendar.years import FundYear
from ssoplan.errors import Message
from ssoplan.model import Office, OfficeColumn, OfficeKind, OfficeTable, TotalMeaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssoplan.parameters import Parameters

__all__ = ["InsuredPath", "s33_39_targets", "s40_targets"]

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
    check_each(bases, OfficeTarget, name="bases")
    figures = sheet.figures(parameters, on=check_kind(year, FundYear, name="year").start)
    target, base = figures.count("insured_path.s40.target"), figures.count("insured_path.s40.base")
    rows = []
    for each in bases:
        december = nearest(Fraction(each.number * target, base), rounding="half_up")
        rows.append((each.office, stock_levels.plain(each.number, december, year)))
    table = _stock_table(titles.S40, rows, year)
    total, given = sum(levels[-1] for _, levels in rows), sum(each.number for each in bases)
    sheet.step(_FACTOR, target=target, base=base, given=given, offices=len(bases), result=total)
    _step_groups(sheet, table)
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
    rows: list[tuple[Office, list[int]]] = [
        (each.office, insured_path.plain(each.base, each.slope, year=year, parameters=parameters))
        for each in paths
    ]
    for office, levels in rows:
        if min(levels) < 0:
            raise TargetError("below-zero", office=office.name_th, level=min(levels))
    table = _stock_table(titles.S33_39, rows, year)
    sheet.step(_COUNTRY, start=start, step=step, target=target, result=len(rows))
    _step_groups(sheet, table)
    sheet.note(_SUMS)
    return table


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


_FACTOR = Message(
    en="{offices} offices with {given} members × {target} ÷ {base}, each rounded half up = {result} in December",
    th="{offices} หน่วยงาน ผู้ประกันตน {given} ราย × {target} ÷ {base} ปัดเศษครึ่งขึ้นรายหน่วยงาน = {result} ราย ณ เดือนธันวาคม",
)
_PART = Message(
    en="the offices given had {given} of the country's {base} members, so no remainder against the country can be stated",
    th="หน่วยงานที่ระบุมีผู้ประกันตน {given} จาก {base} รายของทั้งประเทศ จึงระบุส่วนต่างจากเป้าหมายทั้งประเทศไม่ได้",
)
_COUNTRY = Message(
    en="the country: {start} in January, + {step} a month to September, {target} in December; offices: {result}",
    th="ทั้งประเทศ: มกราคม {start} ราย เพิ่มเดือนละ {step} รายถึงกันยายน ธันวาคม {target} ราย รวม {result} หน่วยงาน",
)
_GROUP = Message(
    en="{group}: {first} in January, {result} in December",
    th="{group}: มกราคม {first} ราย ธันวาคม {result} ราย",
)
_SUMS = Message(
    en="subtotals are sums of offices; the 2566 plan prints lines of their own, which differ by a few persons",
    th="ยอดรวมเป็นผลรวมของหน่วยงาน แผนปี 2566 พิมพ์เป็นเส้นตรงของกลุ่มเอง จึงต่างกันเล็กน้อย",
)
