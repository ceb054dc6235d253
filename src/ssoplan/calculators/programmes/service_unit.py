"""The mobile service unit (Service Delivery Unit): what one costs, and the table of the offices (formula f).

In 2564 a unit was costed line by line and rounded up to the hundred (RATE-03 to RATE-07); in 2565 its exact cost was
used (RATE-13); in 2566 it was paid by the person served (RATE-14).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ssoplan.calculators.checks import check_each
from ssoplan.calculators.programmes import titles
from ssoplan.calculators.programmes.tables import (
    BAHT_TH,
    Layout,
    month_columns,
    office_table,
    table_baht,
    year_of,
)
from ssoplan.calculators.programmes.targets import MONTH_KEYS, OfficeTarget, TargetError, by_month
from ssoplan.calculators.quantity import BAHT, Quantity
from ssoplan.calculators.showing import show
from ssoplan.calculators.unit_costs import CostFormula, amount_on
from ssoplan.calculators.worksheet import Worksheet, calculator
from ssoplan.errors import Message
from ssoplan.model import Office, OfficeColumn, OfficeTable
from ssoplan.money import Baht

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ssoplan.calculators.programmes.tables import Cells
    from ssoplan.calculators.worksheet import Figures
    from ssoplan.calendar.years import Year
    from ssoplan.errors import Language
    from ssoplan.parameters import Parameters

__all__ = ["UnitCost", "service_unit_cost", "service_unit_table"]

PERSON_TH = "คน"


@attrs.frozen(kw_only=True)
class UnitCost:
    """What one mobile service unit serves and costs in a year.

    Attributes:
        persons: The persons it serves.
        exact: What its cost lines, or its persons, come to.
        allocated: What is allocated to it; more than the exact cost where that is rounded up.
        allowance: The allowance of the staff, where the unit is costed by line.
        fuel: The fuel of the vehicle.
        rent: The rent of the venue.
    """

    persons: int
    exact: Baht
    allocated: Baht
    allowance: Baht | None = None
    fuel: Baht | None = None
    rent: Baht | None = None

    def text(self, lang: Language = "en") -> str:
        """Return the cost in words."""
        values = {
            "persons": show(self.persons),
            "exact": show(self.exact, lang),
            "allocated": show(self.allocated, lang),
        }
        return _UNIT.text(lang, **values)


@calculator
def service_unit_cost(sheet: Worksheet, *, on: dt.date, parameters: Parameters | None = None) -> UnitCost:
    """Return what a mobile service unit costs in a year, exactly and as allocated (formula f).

    Args:
        on: The day whose rates apply.
        parameters: The policy; the published one, where none is given.

    Raises:
        ParameterWindowError: No cost is known for the day.

    >>> import datetime as dt
    >>> unit = service_unit_cost(on=dt.date(2021, 3, 1))
    >>> print(unit.steps[0].text("th"))
    120 บาท × 3 คน × 4 ครั้ง/เดือน × 12 เดือน = 17,280 บาท
    >>> unit.value.exact, unit.value.allocated
    (Baht('35280'), Baht('35300'))
    """
    return _unit_cost(sheet, sheet.figures(parameters, on=on))


@calculator
def service_unit_table(
    sheet: Worksheet,
    offices: Sequence[Office | OfficeTarget],
    *,
    on: dt.date,
    year: Year | None = None,
    parameters: Parameters | None = None,
) -> OfficeTable:
    """Return the table of the mobile service units of some offices, one unit for each.

    Where a unit is costed by line the columns are those of the 2564 table: persons, allowance, fuel, rent, allocation.
    Elsewhere they are those of the 2566 table, with the money: by month, and the total.

    Args:
        offices: The offices; or targets, where an office has spread its persons over the months itself.
        on: The day whose rates apply.
        year: The year of the table; the fund year of the day, where none is given.
        parameters: The policy; the published one, where none is given.

    Raises:
        TargetError: The offices do not make a table, or one plans other than the persons of a unit.
        ParameterWindowError: No cost is known for the day.
    """
    check_each(offices, Office, OfficeTarget, name="offices")
    figures = sheet.figures(parameters, on=on)
    unit = _unit_cost(sheet, figures)
    targets = [_target(each, unit, figures) for each in offices]
    months = by_month(targets) if targets else False
    lines = _lines(unit)
    columns = (
        *(() if not lines else (OfficeColumn(key="service_target_persons", unit_th=PERSON_TH),)),
        *(OfficeColumn(key=f"{key}_baht", unit_th=BAHT_TH) for key in lines),
        OfficeColumn(key="allocated_baht" if lines else "budget_baht", unit_th=BAHT_TH),
        *(month_columns() if months else ()),
        *(() if lines else (OfficeColumn(key="total", unit_th=PERSON_TH),)),
    )
    rows = [(each.office, _cells(each, unit)) for each in targets]
    table = office_table(
        Layout(title_th=titles.SERVICE_UNIT, columns=columns, unit_th=PERSON_TH),
        rows,
        year=year_of(year, on),
    )
    money = unit.allocated * len(targets)
    sheet.step(_UNITS, allocated=unit.allocated, number=Quantity(len(targets), "office"), result=money)
    return attrs.evolve(table, declared_units=len(targets))  # type: ignore[misc]  # an attrs class made by `entity`


def _unit_cost(sheet: Worksheet, figures: Figures) -> UnitCost:
    persons = figures.count("sdu.service_target.per_year")
    if figures.known("sdu.allowance.rate") is not None:
        return _by_line(sheet, figures, persons)
    if figures.known("sdu.rate_per_person") is not None:
        return _by_person(sheet, figures, persons)
    exact = sheet.step(_PRINTED, result=figures.money("sdu.allocation.exact"))
    sheet.note(_NOT_ROUNDED)
    return UnitCost(persons=persons, exact=exact, allocated=exact)


def _by_line(sheet: Worksheet, figures: Figures, persons: int) -> UnitCost:
    months = Quantity(figures.count("calendar.months"), "month")
    staff = Quantity(figures.count("sdu.allowance.persons"), "person")
    amounts = {}
    for line in ("allowance", "fuel", "rent"):
        times = Quantity(figures.count(f"sdu.{line}.times_per_month"), "time/month")
        rate = Quantity(figures.money(f"sdu.{line}.rate").baht, BAHT)
        counts = (staff, times, months) if line == "allowance" else (times, months)
        amounts[line] = amount_on(sheet, CostFormula.of(rate, *counts), None)
    exact = sheet.step(_TOGETHER, **amounts, result=sum(amounts.values(), start=Baht(0)))
    hundred = figures.money("sdu.allocation.rounded_up_to")
    allocated = sheet.rounded_baht(_ALLOCATION, exact, rounding="up", unit=hundred)
    sheet.step(_ROUNDED_UP, exact=exact, unit=hundred, result=allocated)
    if allocated != exact:
        sheet.note(_APART, difference=allocated - exact)
    return UnitCost(persons=persons, exact=exact, allocated=allocated, **amounts)


def _by_person(sheet: Worksheet, figures: Figures, persons: int) -> UnitCost:
    rate = Quantity(figures.money("sdu.rate_per_person").baht, "THB/person")
    exact = amount_on(sheet, CostFormula.of(rate, Quantity(persons, "person")), None)
    return UnitCost(persons=persons, exact=exact, allocated=exact)


def _target(given: Office | OfficeTarget, unit: UnitCost, figures: Figures) -> OfficeTarget:
    if isinstance(given, Office):
        if unit.allowance is not None:
            return OfficeTarget(office=given, number=unit.persons)
        return OfficeTarget(
            office=given, monthly=(figures.count("sdu.service_target.per_month"),) * len(MONTH_KEYS)
        )
    if given.number != unit.persons:
        raise TargetError(
            "not-a-unit", office=given.office.name_th, number=given.number, expected=unit.persons
        )
    return given


def _lines(unit: UnitCost) -> dict[str, Baht]:
    lines = {"allowance": unit.allowance, "fuel": unit.fuel, "rent": unit.rent}
    return {key: amount for key, amount in lines.items() if amount is not None}


def _cells(target: OfficeTarget, unit: UnitCost) -> Cells:
    lines, months = _lines(unit), target.monthly or ()
    money = table_baht(unit.allocated)
    if not lines:
        return (money, *months, target.number)
    return (target.number, *map(table_baht, lines.values()), money, *months)


_UNIT = Message(
    en="{persons} persons, {exact} exactly, {allocated} allocated",
    th="{persons} คน คำนวณได้ {exact} จัดสรร {allocated}",
)
_UNITS = Message(en="{allocated} × {number} = {result}", th="{allocated} × {number} = {result}")
_PRINTED = Message(en="cost of a unit: {result} as printed", th="ค่าใช้จ่ายต่อหน่วย {result} ตามที่พิมพ์ในเอกสาร")
_TOGETHER = Message(
    en="{allowance} + {fuel} + {rent} = {result}", th="{allowance} + {fuel} + {rent} = {result}"
)
_ALLOCATION = Message(en="allocation of a unit", th="เงินจัดสรรต่อหน่วย")
_ROUNDED_UP = Message(
    en="{exact} rounded up to a multiple of {unit} = {result}",
    th="{exact} เศษของ {unit} ปัดขึ้นเป็น {unit} = {result}",
)
_APART = Message(
    en="the allocation is {difference} more than its cost lines; the rules that the lines add up to it (RATE-09, RATE-10) report that",
    th="เงินจัดสรรมากกว่าผลรวมรายการค่าใช้จ่าย {difference} กฎผลรวมส่วนประกอบ (RATE-09, RATE-10) จะรายงานข้อนี้",
)
_NOT_ROUNDED = Message(
    en="no rounding of the allocation is known for the day, so the exact cost is allocated",
    th="ไม่ทราบการปัดเศษเงินจัดสรรของวันนั้น จึงจัดสรรตามค่าใช้จ่ายที่คำนวณได้",
)
