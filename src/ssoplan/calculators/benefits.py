"""What the fund pays: unemployment by cause, maternity leave, disability, and the guarantee of a pension.

Which figures hold is decided by the day of the event: the day on which the work ended, the leave or the disability
began, or the pensioner died. A day for which a figure is not known is refused unless ``outside`` says otherwise; what
a draft act would pay is never applied. No source seen says how a benefit is rounded; the total is, once, as
``benefit_option.rounding`` says.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args

import attrs

from ssoplan.calculators.checks import check_amount, check_choice, check_count
from ssoplan.calculators.errors import CalculatorError, CalculatorTypeError
from ssoplan.calculators.figure_notes import note_carried
from ssoplan.calculators.worksheet import Worksheet, calculator
from ssoplan.errors import Message
from ssoplan.money import Baht

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ssoplan.calculators.worksheet import Figures
    from ssoplan.errors import Language
    from ssoplan.parameters import Parameters
    from ssoplan.parameters.store import Outside

__all__ = [
    "BenefitError",
    "BenefitTypeError",
    "UnemploymentCause",
    "WageBenefit",
    "disability_benefit",
    "former_pension_payment",
    "maternity_benefit",
    "most_daily_wages",
    "pension_guarantee",
    "unemployment_benefit",
]

UnemploymentCause = Literal["force_majeure", "termination", "resignation_or_contract_end"]
"""Why somebody is out of work: เหตุสุดวิสัย, เลิกจ้าง, ลาออกหรือสิ้นสุดสัญญาจ้าง."""

_FAMILY = {
    "force_majeure": "benefit.unemployment.force_majeure",
    "termination": "benefit.unemployment.termination",
    "resignation_or_contract_end": "benefit.unemployment.resignation",
}
_MATERNITY = "benefit.maternity"
_PERCENT = 100


class BenefitError(CalculatorError):
    """Raised when a benefit cannot be worked out from what was given."""

    kind = "benefit"
    messages: ClassVar[Mapping[str, Message]] = {
        "negative": Message(
            en="{name} is {value}; an amount that a benefit is worked out from cannot be below zero",
            th="{name} เป็น {value} จำนวนเงินที่ใช้คิดประโยชน์ทดแทนต่ำกว่าศูนย์ไม่ได้",
        ),
        "unknown-choice": CalculatorError.messages["unknown-choice"],
    }


class BenefitTypeError(CalculatorTypeError):
    """Raised when an amount is given in a form that is not exact."""

    kind = "benefit-type"


@attrs.frozen(kw_only=True)
class WageBenefit:
    """A share of the daily wage for a number of days.

    Attributes:
        daily_wage: The daily wage.
        percent: The share of it that is paid.
        days: The days that are paid.
        most_days: The most days that could be.
        total: What is paid for all of them.
    """

    daily_wage: Baht
    percent: int
    days: int
    most_days: int
    total: Baht

    def text(self, lang: Language = "en") -> str:
        """Return the benefit in one line."""
        money = self.total.text("บาท" if lang == "th" else "baht")
        return _BENEFIT.text(lang, total=money, percent=self.percent, days=self.days)


@calculator
def unemployment_benefit(
    sheet: Worksheet,
    daily_wage: Baht,
    cause: UnemploymentCause,
    *,
    on: dt.date,
    days: int | None = None,
    outside: Outside = "refuse",
    parameters: Parameters | None = None,
) -> WageBenefit:
    """Return what is paid to somebody out of work (TDR-08, TDR-09, TDR-10): a share of the daily wage for some days.

    Args:
        daily_wage: The daily wage. No ceiling for it is in the sources; give the wage that is insured.
        cause: Why the work ended.
        on: The day on which it ended.
        days: The days without work; None is the most that is paid. What lies beyond the most is the ``remainder``.
        outside: What to do on a day for which a figure is not known: ``refuse``, or ``warn`` or ``last`` to go on with
            the last figure known.
        parameters: The policy; None is the published one.

    Raises:
        BenefitError: The wage is below zero, or there is no such cause.
        BenefitTypeError: The wage is no `Baht`.
        CalculatorError: The days are no count.
        ParameterWindowError: The share or the days are not known for that day.

    >>> import datetime as dt
    >>> unemployment_benefit(Baht(500), "termination", on=dt.date(2022, 2, 28)).value.total
    Baht('70000')
    >>> unemployment_benefit(Baht(500), "termination", on=dt.date(2022, 3, 1)).value.total
    Baht('45000')
    """
    figures = sheet.figures(parameters, on=on, outside=outside)
    return _wage_benefit(sheet, figures, _family(cause), daily_wage, days)


@calculator
def maternity_benefit(
    sheet: Worksheet,
    daily_wage: Baht,
    *,
    on: dt.date,
    days: int | None = None,
    outside: Outside = "refuse",
    parameters: Parameters | None = None,
) -> WageBenefit:
    """Return what is paid for maternity leave: a share of the daily wage for the days of the law in force.

    The 98 days of the draft act (TDR-13) are not applied. Arguments and errors as in `unemployment_benefit`; the day
    is that on which the leave began.

    >>> import datetime as dt
    >>> maternity_benefit(Baht(500), on=dt.date(2023, 6, 1)).value.total
    Baht('22500')
    """
    return _wage_benefit(
        sheet, sheet.figures(parameters, on=on, outside=outside), _MATERNITY, daily_wage, days
    )


@calculator
def disability_benefit(
    sheet: Worksheet,
    monthly_wage: Baht,
    *,
    on: dt.date,
    outside: Outside = "refuse",
    parameters: Parameters | None = None,
) -> Baht:
    """Return what replaces the income of a month of disability: a share of the wage.

    The 70 percent of the draft act (TDR-14) are not applied. Errors as in `unemployment_benefit`; the day is that on
    which the disability began.

    >>> import datetime as dt
    >>> disability_benefit(Baht(15000), on=dt.date(2023, 6, 1)).value
    Baht('7500')
    """
    figures = sheet.figures(parameters, on=on, outside=outside)
    wage, percent = _amount(monthly_wage, "monthly_wage"), figures["benefit.disability.share"]
    exact = Fraction(wage.satang, 100) * Fraction(percent) / _PERCENT
    sheet.step(_MONTH_SHARE, wage=wage, percent=percent, result=exact)
    note_carried(sheet, figures)
    return _rounded(sheet, figures, exact)


@calculator
def most_daily_wages(
    sheet: Worksheet,
    cause: UnemploymentCause,
    *,
    on: dt.date,
    outside: Outside = "refuse",
    parameters: Parameters | None = None,
) -> Fraction:
    """Return the most that unemployment pays, counted in daily wages: the share times the most days.

    Arguments and errors as in `unemployment_benefit`.

    >>> import datetime as dt
    >>> most_daily_wages("resignation_or_contract_end", on=dt.date(2022, 2, 28)).value
    Fraction(81, 2)
    """
    figures = sheet.figures(parameters, on=on, outside=outside)
    family = _family(cause)
    percent, days = figures[f"{family}.share"], figures.count(f"{family}.days")
    note_carried(sheet, figures)
    most = Fraction(percent) * check_count(days, "days") / _PERCENT
    return sheet.step(_MOST, percent=percent, days=days, result=most)


@calculator
def pension_guarantee(
    sheet: Worksheet,
    last_pension: Baht,
    *,
    months_paid: int,
    on: dt.date,
    outside: Outside = "refuse",
    parameters: Parameters | None = None,
) -> Baht:
    """Return what the heirs of a pensioner get: the last monthly pension for each month left of the guarantee (TDR-12).

    Args:
        last_pension: The last monthly pension.
        months_paid: The months for which a pension was paid.
        on: The day of death. The day on which the guarantee began is not printed: it is known for the years that
            its sources govern.
        outside: As in `unemployment_benefit`.
        parameters: The policy; None is the published one.

    Raises:
        BenefitError: The pension is below zero.
        BenefitTypeError: The pension is no `Baht`.
        CalculatorError: The months are no count.
        ParameterWindowError: No guarantee is known for that day.

    >>> import datetime as dt
    >>> pension_guarantee(Baht(3000), months_paid=24, on=dt.date(2023, 6, 1)).value
    Baht('108000')
    """
    figures = sheet.figures(parameters, on=on, outside=outside)
    guaranteed = check_count(figures["benefit.pension_guarantee.months"], "guarantee_months")
    pension = _amount(last_pension, "last_pension")
    left = max(guaranteed - check_count(months_paid, "months_paid"), 0)
    sheet.step(_MONTHS_LEFT, guaranteed=guaranteed, paid=months_paid, result=left)
    sheet.note(_NO_FIRST_DAY)
    note_carried(sheet, figures)
    return sheet.step(_PENSIONS, pension=pension, count=left, result=pension * left)


@calculator
def former_pension_payment(
    sheet: Worksheet,
    last_pension: Baht,
    *,
    on: dt.date,
    outside: Outside = "refuse",
    parameters: Parameters | None = None,
) -> Baht:
    """Return what the heirs got under the former rule: a multiple of the last monthly pension, whatever was paid.

    It is there to be compared with `pension_guarantee`, on the same day. Arguments and errors are the same.

    >>> import datetime as dt
    >>> former_pension_payment(Baht(3000), on=dt.date(2023, 6, 1)).value
    Baht('30000')
    """
    figures = sheet.figures(parameters, on=on, outside=outside)
    multiple = check_count(figures["benefit.pension_guarantee.former_multiple"], "multiple")
    pension = _amount(last_pension, "last_pension")
    sheet.note(_FORMER)
    note_carried(sheet, figures)
    return sheet.step(_PENSIONS, pension=pension, count=multiple, result=pension * multiple)


def _wage_benefit(
    sheet: Worksheet, figures: Figures, family: str, daily_wage: Baht, days: int | None
) -> WageBenefit:
    wage = _amount(daily_wage, "daily_wage")
    percent, most = figures[f"{family}.share"], figures.count(f"{family}.days")
    asked = most if days is None else check_count(days, "days")
    paid = min(asked, most)
    exact = Fraction(wage.satang * paid, 100) * Fraction(percent) / _PERCENT
    if days is not None:
        sheet.step(_DAYS, asked=asked, most=most, result=paid)
        sheet.remainder = asked - paid
    sheet.step(_SHARE, wage=wage, percent=percent, days=paid, result=exact)
    note_carried(sheet, figures)
    total = _rounded(sheet, figures, exact)
    return WageBenefit(daily_wage=wage, percent=percent, days=paid, most_days=most, total=total)


def _rounded(sheet: Worksheet, figures: Figures, exact: Fraction) -> Baht:
    rounding, unit = figures["benefit_option.rounding"], figures.money("benefit_option.rounding_unit")
    return sheet.rounded_baht(_TOTAL, exact, rounding=rounding, unit=unit)


def _family(cause: UnemploymentCause) -> str:
    return _FAMILY[check_choice(cause, get_args(UnemploymentCause), _CAUSE, error=BenefitError)]


def _amount(amount: Any, name: str) -> Baht:
    return check_amount(amount, _AMOUNTS[name], wrong=BenefitTypeError, below=BenefitError)


_CAUSE = Message(en="the cause of unemployment", th="สาเหตุของการว่างงาน")
_AMOUNTS = {
    "daily_wage": Message(en="daily_wage", th="ค่าจ้างรายวัน (daily_wage)"),
    "monthly_wage": Message(en="monthly_wage", th="ค่าจ้างรายเดือน (monthly_wage)"),
    "last_pension": Message(en="last_pension", th="เงินบำนาญเดือนสุดท้าย (last_pension)"),
}
_BENEFIT = Message(
    en="{total} ({percent} percent of the daily wage for {days} days)",
    th="{total} (ร้อยละ {percent} ของค่าจ้างรายวัน {days} วัน)",
)
_TOTAL = Message(en="benefit", th="ประโยชน์ทดแทน")
_DAYS = Message(
    en="{asked} days, at most {most} = {result} days", th="{asked} วัน ไม่เกิน {most} วัน = {result} วัน"
)
_SHARE = Message(
    en="{wage} × {percent} percent × {days} days = {result} baht",
    th="{wage} × ร้อยละ {percent} × {days} วัน = {result} บาท",
)
_MONTH_SHARE = Message(
    en="{wage} × {percent} percent = {result} baht a month",
    th="{wage} × ร้อยละ {percent} = เดือนละ {result} บาท",
)
_MOST = Message(
    en="{percent} percent × {days} days = {result} daily wages",
    th="ร้อยละ {percent} × {days} วัน = ค่าจ้างรายวัน {result} วัน",
)
_MONTHS_LEFT = Message(
    en="{guaranteed} months guaranteed, {paid} paid = {result} months left",
    th="ประกันการจ่าย {guaranteed} เดือน จ่ายแล้ว {paid} เดือน = เหลือ {result} เดือน",
)
_PENSIONS = Message(
    en="last monthly pension {pension} × {count} = {result}",
    th="เงินบำนาญเดือนสุดท้าย {pension} × {count} เท่า = {result}",
)
_NO_FIRST_DAY = Message(
    en="the day on which the guarantee entered into force is not printed",
    th="เอกสารไม่ได้ระบุวันที่เริ่มใช้การประกันเงินบำนาญ",
)
_FORMER = Message(
    en="the former rule, for comparison; the day on which it ended is not printed",
    th="หลักเกณฑ์เดิม แสดงไว้เพื่อเปรียบเทียบ เอกสารไม่ได้ระบุวันที่สิ้นสุด",
)
