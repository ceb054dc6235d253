"""What the section 40 network is paid: a rate for each person newly insured through it (formula a, RATE-01, RATE-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.calculators.checks import check_count
from ssoplan.calculators.programmes import titles
from ssoplan.calculators.programmes.events import rate_table
from ssoplan.calculators.quantity import Quantity
from ssoplan.calculators.unit_costs import CostFactor, CostFormula, amount_on
from ssoplan.calculators.worksheet import Worksheet, calculator

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ssoplan.calculators.programmes.targets import OfficeTarget
    from ssoplan.calendar.years import Year
    from ssoplan.model import OfficeTable
    from ssoplan.money import Baht
    from ssoplan.parameters import Parameters

__all__ = ["network_compensation", "network_compensation_table"]

RATE = "network_compensation.rate"
PERSON_TH, PERSON_COUNT_TH = "คน", "ราย"


@calculator
def network_compensation(
    sheet: Worksheet, persons: int, *, on: dt.date, parameters: Parameters | None = None
) -> Baht:
    """Return what a network is paid for persons newly and completely insured through it (RATE-01).

    Args:
        persons: The persons of section 40 that count.
        on: The day whose rate applies.
        parameters: The policy; the published one, where none is given.

    Raises:
        CalculatorError: The number is no whole number, or below zero.
        ParameterWindowError: No rate is known for the day.

    >>> import datetime as dt
    >>> print(network_compensation(1416, on=dt.date(2021, 3, 1)).steps[0].text("th"))
    1,416 ราย ๆ ละ 13 บาท = 18,408 บาท
    """
    figures = sheet.figures(parameters, on=on)
    rate = Quantity(figures.money(RATE).baht, figures.store[RATE].unit)
    counted = CostFactor(Quantity(check_count(persons, "persons"), PERSON_TH), PERSON_COUNT_TH)
    paid = CostFactor(rate, "บาท", PERSON_COUNT_TH)
    return amount_on(sheet, CostFormula((counted, paid)), None)


@calculator
def network_compensation_table(
    sheet: Worksheet,
    targets: Sequence[OfficeTarget],
    *,
    on: dt.date,
    year: Year | None = None,
    parameters: Parameters | None = None,
) -> OfficeTable:
    """Return the table of network compensation (RATE-02): a rate for each person newly insured through the network.

    Args:
        targets: The newly insured persons of each office, for the year or by month.
        on: The day whose rate applies.
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
        rate=RATE,
        title=titles.NETWORK_COMPENSATION,
        unit_th=PERSON_TH,
        year=year,
    )
