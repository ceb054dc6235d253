"""Programmes paid by a rate for each participant or class: briefings, visits, leader training, e-Payment training.

Formulas b, c, d, e and e2 of the office tables of the 2566 plan: money = rate × participants (or classes).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ssoplan.calculators.checks import check_choice, check_each
from ssoplan.calculators.programmes import titles
from ssoplan.calculators.programmes.tables import (
    BAHT_TH,
    Layout,
    month_columns,
    office_table,
    table_baht,
    year_of,
)
from ssoplan.calculators.programmes.targets import (
    MONTH_KEYS,
    OfficeTarget,
    TrainingTarget,
    by_month,
    check_targets,
)
from ssoplan.calculators.quantity import Quantity
from ssoplan.calculators.worksheet import Worksheet, calculator
from ssoplan.errors import Message
from ssoplan.model import Office, OfficeColumn, OfficeKind, OfficeTable, TotalMeaning

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ssoplan.calculators.programmes.tables import Cells
    from ssoplan.calculators.worksheet import Figures
    from ssoplan.calendar.years import Year
    from ssoplan.parameters import Parameters

__all__ = [
    "briefing_meetings",
    "epayment_shares",
    "epayment_training",
    "leader_training",
    "rate_table",
    "visits",
]

PERSON_TH, BATCH_TH, PERCENT_TH = "คน", "รุ่น", "ร้อยละ"


@calculator
def briefing_meetings(
    sheet: Worksheet,
    targets: Sequence[OfficeTarget],
    *,
    on: dt.date,
    year: Year | None = None,
    parameters: Parameters | None = None,
) -> OfficeTable:
    """Return the table of the briefing meetings (formula b, RATE-15): a rate for each participant, in classes.

    Args:
        targets: The participants of each office, for the year or by month.
        on: The day whose rates apply.
        year: The year of the table; the fund year of the day, where none is given.
        parameters: The policy; the published one, where none is given.

    Raises:
        TargetError: The offices do not make a table.
        ParameterWindowError: No rate is known for the day.
    """
    figures = sheet.figures(parameters, on=on)
    return rate_table(
        sheet,
        targets,
        figures,
        rate="briefing.rate",
        title=titles.BRIEFING,
        unit_th=PERSON_TH,
        year=year,
        class_size="briefing.class_size",
    )


@calculator
def visits(
    sheet: Worksheet,
    targets: Sequence[OfficeTarget],
    *,
    on: dt.date,
    year: Year | None = None,
    parameters: Parameters | None = None,
) -> OfficeTable:
    """Return the table of visits to disabled and sick insured persons (formula c, RATE-18): a rate for each person.

    Args:
        targets: The persons that each office visits, for the year or by month.
        on: The day whose rates apply.
        year: The year of the table; the fund year of the day, where none is given.
        parameters: The policy; the published one, where none is given.

    Raises:
        TargetError: The offices do not make a table.
        ParameterWindowError: No rate is known for the day.
    """
    figures = sheet.figures(parameters, on=on)
    return rate_table(
        sheet, targets, figures, rate="visit.rate", title=titles.VISITS, unit_th=PERSON_TH, year=year
    )


@calculator
def leader_training(
    sheet: Worksheet,
    targets: Sequence[OfficeTarget],
    *,
    on: dt.date,
    year: Year | None = None,
    parameters: Parameters | None = None,
) -> OfficeTable:
    """Return the table of the training of network leaders (formula d, RATE-17): a rate for each participant.

    Args:
        targets: The participants of each office, for the year or by month.
        on: The day whose rates apply: the rate of 2566 is another than that of 2565.
        year: The year of the table; the fund year of the day, where none is given.
        parameters: The policy; the published one, where none is given.

    Raises:
        TargetError: The offices do not make a table.
        ParameterWindowError: No rate is known for the day.
    """
    figures = sheet.figures(parameters, on=on)
    return rate_table(
        sheet,
        targets,
        figures,
        rate="leader_training.rate",
        title=titles.LEADER_TRAINING,
        unit_th=PERSON_TH,
        year=year,
        class_size="leader_training.class_size",
    )


@calculator
def epayment_training(
    sheet: Worksheet,
    targets: Sequence[OfficeTarget],
    *,
    on: dt.date,
    year: Year | None = None,
    parameters: Parameters | None = None,
) -> OfficeTable:
    """Return the table of the e-Payment training of employers (formula e, RATE-16): a rate for each class.

    Args:
        targets: The classes of each office, for the year or by month.
        on: The day whose rates apply.
        year: The year of the table; the fund year of the day, where none is given.
        parameters: The policy; the published one, where none is given.

    Raises:
        TargetError: The offices do not make a table.
        ParameterWindowError: No rate is known for the day.
    """
    figures = sheet.figures(parameters, on=on)
    return rate_table(
        sheet,
        targets,
        figures,
        rate="epayment_workshop.rate",
        title=titles.EPAYMENT_TRAINING,
        unit_th=BATCH_TH,
        year=year,
    )


@calculator
def epayment_shares(
    sheet: Worksheet,
    targets: Sequence[TrainingTarget],
    *,
    of: Literal["payments", "filings"],
    on: dt.date,
    year: Year | None = None,
    parameters: Parameters | None = None,
) -> OfficeTable:
    """Return the table of a rate that the e-Payment training is to reach (formula e2), as the 2566 plan prints it.

    A month in which an office trains carries the level of the year, the other months 0; the total is the level, never
    a sum. A subtotal carries the level where one of its offices does. The money is that of the classes.

    Args:
        targets: The classes of each office, and the months in which it trains.
        of: ``payments``: employers that pay by e-Payment; ``filings``: establishments that file over the internet.
        on: The day whose rates apply.
        year: The year of the table; the fund year of the day, where none is given.
        parameters: The policy; the published one, where none is given.

    Raises:
        TargetError: The offices do not make a table.
        ParameterWindowError: No rate is known for the day.
    """
    check_choice(of, _SHARES, "of")
    check_each(targets, TrainingTarget, name="targets")
    figures = sheet.figures(parameters, on=on)
    level_id, title = _SHARES[of]
    level = figures.count(level_id)
    layout = Layout(
        title_th=title,
        columns=_columns(PERCENT_TH, months=True),
        unit_th=PERCENT_TH,
        follows=TotalMeaning.LEVEL,
        combine={column.key: max for column in _columns(PERCENT_TH, months=True)[1:]},
    )
    price = _price(figures, "epayment_workshop.rate")
    rows: list[tuple[Office, Cells]] = []
    for each in targets:
        budget = table_baht((price * Quantity(each.classes, BATCH_TH)).to_baht(each.office.name_th))
        marks = tuple(level if month in each.months else 0 for month in range(1, len(MONTH_KEYS) + 1))
        rows.append((each.office, (budget, *marks, max(marks))))
    table = office_table(layout, rows, year=year_of(year, on))
    sheet.step(_LEVEL, level=Quantity(level, "percent"), result=Quantity(len(rows), "office"))
    return table


def rate_table(
    sheet: Worksheet,
    targets: Sequence[OfficeTarget],
    figures: Figures,
    *,
    rate: str,
    title: str,
    unit_th: str,
    year: Year | None,
    class_size: str | None = None,
) -> OfficeTable:
    """Return a table whose money is a rate for each of what is counted, with a step for each subtotal."""
    check_targets(targets)
    price = _price(figures, rate)
    if class_size is not None:
        _note_classes(sheet, targets, figures, class_size)
    months = by_month(targets)
    layout = Layout(title_th=title, columns=_columns(unit_th, months=months), unit_th=unit_th)
    rows: list[tuple[Office, Cells]] = []
    for each in targets:
        budget = table_baht((price * Quantity(each.number, unit_th)).to_baht(each.office.name_th))
        rows.append((each.office, (budget, *(each.monthly or ()), each.number)))
    table = office_table(layout, rows, year=year_of(year, figures.on))
    for row in table.rows:
        if row.office.kind in (OfficeKind.BANGKOK, OfficeKind.REGION, OfficeKind.COUNTRY):
            number = Quantity(row.values[-1], unit_th)  # type: ignore[arg-type]  # a total is a number
            sheet.step(
                _GROUP, group=row.office.name_th, rate=price, number=number, result=(price * number).to_baht()
            )
    return table


def _columns(unit_th: str, *, months: bool) -> tuple[OfficeColumn, ...]:
    return (
        OfficeColumn(key="budget_baht", unit_th=BAHT_TH),
        *(month_columns() if months else ()),
        OfficeColumn(key="total", unit_th=unit_th),
    )


def _price(figures: Figures, rate: str) -> Quantity:
    """Return a rate with the unit that the policy gives it."""
    return Quantity(figures.money(rate).baht, figures.store[rate].unit)


def _note_classes(sheet: Worksheet, targets: Sequence[OfficeTarget], figures: Figures, size_id: str) -> None:
    """Say which offices do not fill whole classes, where the size of a class is known."""
    size = figures.known(size_id)
    if not size:
        return
    broken = [each.office.name_th for each in targets if each.number % size]
    if broken:
        sheet.note(_CLASSES, number=len(broken), size=size, offices=broken)


_SHARES = {
    "payments": ("kpi.epayment_share", titles.EPAYMENT_SHARE),
    "filings": ("kpi.online_filing_share", titles.ONLINE_FILING_SHARE),
}
_GROUP = Message(en="{group}: {rate} × {number} = {result}", th="{group}: {rate} × {number} = {result}")
_CLASSES = Message(
    en="offices that do not fill whole classes of {size}: {number} ({offices})",
    th="หน่วยงานที่จำนวนคนไม่ลงตัวเป็นรุ่นละ {size} คน มี {number} หน่วยงาน: {offices}",
)
_LEVEL = Message(
    en="each month with training carries {level}; {result}",
    th="เดือนที่จัดอบรมมีค่าเป้าหมาย {level} รวม {result}",
)
