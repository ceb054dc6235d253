"""What is paid into the fund for one insured person and month: sections 33, 39 and 40 of the Social Security Act.

Every figure is a parameter of the wage month: rates with their temporary cuts, the wage base with its steps, and how
a contribution is rounded (`contribution_option.rounding`). A month for which a figure is not known is refused unless
``outside`` says otherwise; draft law is never applied. Where the sources contradict each other, the reading in force
is applied and a note names the other one.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, get_args

import attrs

from ssoplan.calculators.checks import check_amount
from ssoplan.calculators.contribution_terms import (
    ContributionError,
    ContributionTypeError,
    choice,
    rounds,
    s33_terms,
)
from ssoplan.calculators.figure_notes import note_readings
from ssoplan.calculators.worksheet import Worksheet, calculator
from ssoplan.calendar.era import check_date
from ssoplan.calendar.months import Month
from ssoplan.errors import Message
from ssoplan.money import Baht

if TYPE_CHECKING:
    from decimal import Decimal

    from ssoplan.calculators.contribution_terms import Rounds, StateShare
    from ssoplan.errors import Language
    from ssoplan.numerals.exact import Rounding
    from ssoplan.parameters import Parameters
    from ssoplan.parameters.store import Outside

__all__ = [
    "MemberContribution",
    "Option",
    "S33Contribution",
    "s33_contribution",
    "s39_contribution",
    "s40_contribution",
]

Option = Literal[1, 2, 3]
"""The options (ทางเลือก) of section 40."""

_S39 = "contribution.s39"
_S40 = "contribution.s40"
_PERCENT = 100


@attrs.frozen(kw_only=True)
class S33Contribution:
    """What is paid for one employee and wage month under section 33.

    Attributes:
        base: The wage that counts: the wage, within the least and the largest wage base.
        employee: What is deducted from the wage (the insured person's side).
        employer: What the employer adds.
        state: What the State adds; None where it was left out.
    """

    base: Baht
    employee: Baht
    employer: Baht
    state: Baht | None

    @property
    def total(self) -> Baht:
        """The sum of the sides that were worked out; without the State's part where `state` is None."""
        return self.employee + self.employer + (self.state or Baht(0))

    def text(self, lang: Language = "en") -> str:
        """Return the amounts in one line."""
        return _sides(lang, ("base", self.base), *self._paid, (_total_of(self.state), self.total))

    @property
    def _paid(self) -> tuple[tuple[str, Baht | None], ...]:
        return ("employee", self.employee), ("employer", self.employer), ("state", self.state)


@attrs.frozen(kw_only=True)
class MemberContribution:
    """What is paid for one insured person and month under section 39 or 40, where there is no employer.

    Attributes:
        base: The reference wage of section 39; None for section 40, whose options are amounts.
        insured_person: What the insured person pays.
        state: What the State adds; None where no source for it is registered.
    """

    base: Baht | None
    insured_person: Baht
    state: Baht | None

    @property
    def total(self) -> Baht:
        """The sum of what is known to be paid; without the State's part where `state` is None."""
        return self.insured_person + (self.state or Baht(0))

    def text(self, lang: Language = "en") -> str:
        """Return the amounts in one line."""
        paid = ("insured_person", self.insured_person), ("state", self.state)
        return _sides(lang, ("base", self.base), *paid, (_total_of(self.state), self.total))


@calculator
def s33_contribution(
    sheet: Worksheet,
    wage: Baht,
    month: Month | dt.date,
    *,
    rounding: Rounding | None = None,
    state: StateShare = "include",
    outside: Outside = "refuse",
    parameters: Parameters | None = None,
) -> S33Contribution:
    """Return the contributions of employee, employer and State for a month's wage under section 33 (TDR-01, TDR-03).

    Each side pays its percentage of the wage base and is rounded by itself.

    Args:
        wage: The wage of the month.
        month: The wage month, or any day of it.
        rounding: How each side is rounded; None is the published rule (``contribution_option.rounding``).
        state: ``leave_out`` does without the share of the State, which is known from February 2564 on only.
        outside: What to do in a month for which a figure is not known: ``refuse``, or ``warn`` or ``last`` to go on
            with the last figure known.
        parameters: The policy; None is the published one.

    Raises:
        ContributionError: The wage is below zero, or an option is not known.
        ContributionTypeError: The wage is no `Baht`, or the month no month.
        ParameterWindowError: A figure is not known for the month.

    >>> s33_contribution(Baht(20000), Month(2565, 5)).value
    S33Contribution(base=Baht('15000'), employee=Baht('150'), employer=Baht('150'), state=Baht('413'))
    """
    figures = sheet.figures(parameters, on=first_day(month), outside=outside)
    terms = s33_terms(figures, rounding=rounding, state=state)
    base = terms.base_of(_amount(wage, "wage"))
    sheet.step(_BASE, wage=wage, minimum=terms.minimum, maximum=terms.maximum, result=base)
    if not wage:
        sheet.note(_NO_WAGE[terms.zero_wage])
    how = terms.rounds
    made = S33Contribution(
        base=base,
        employee=_share(sheet, "employee", base, terms.employee, how),
        employer=_share(sheet, "employer", base, terms.employer, how),
        state=None if terms.state is None else _share(sheet, "state", base, terms.state, how),
    )
    if made.state is None:
        sheet.step(_TOTAL_WITHOUT, result=made.total)
        sheet.note(_STATE_LEFT_OUT, option="state='leave_out'")
    else:
        sheet.step(_TOTAL, result=made.total)
    note_readings(sheet, figures, parameters)
    return made


@calculator
def s39_contribution(
    sheet: Worksheet,
    month: Month | dt.date,
    *,
    rounding: Rounding | None = None,
    outside: Outside = "refuse",
    parameters: Parameters | None = None,
) -> MemberContribution:
    """Return the contribution of a month under section 39: the reference wage by the rate (TDR-02, TDR-04).

    The State's share is not among the registered sources, so it is None. Arguments and errors as in
    `s33_contribution`.

    >>> s39_contribution(Month(2565, 5)).value.insured_person
    Baht('91')
    """
    figures = sheet.figures(parameters, on=first_day(month), outside=outside)
    base = figures.money(f"{_S39}.wage_base")
    rate = figures[f"{_S39}.rate"]
    paid = _share(sheet, "insured_person", base, rate, rounds(figures, rounding))
    published = figures.money(f"{_S39}.amount")
    if published != paid:
        sheet.note(_PUBLISHED, published=published, paid=paid)
    sheet.note(_STATE_UNKNOWN)
    note_readings(sheet, figures, parameters)
    return MemberContribution(base=base, insured_person=paid, state=None)


@calculator
def s40_contribution(
    sheet: Worksheet,
    option: Option,
    month: Month | dt.date,
    *,
    state_normal: Baht | None = None,
    rounding: Rounding | None = None,
    outside: Outside = "refuse",
    parameters: Parameters | None = None,
) -> MemberContribution:
    """Return the contribution of a month under an option of section 40 (TDR-05).

    The State's part is not among the registered sources. What is known is that it was cut in the same ratio as the
    insured person's: give its normal amount from a source of your own as ``state_normal``.

    Args:
        option: 1, 2 or 3.
        month: The month, or any day of it.
        state_normal: What the State pays for the option when nothing is cut.
        rounding: As in `s33_contribution`; it can only touch the State's part.
        outside: As in `s33_contribution`.
        parameters: The policy; None is the published one.

    Raises:
        ContributionError: There is no such option, or the State's amount is below zero.
        ContributionTypeError: ``state_normal`` is no `Baht`, or the month no month.
        ParameterWindowError: The option has no known amount for the month.

    >>> s40_contribution(3, Month(2565, 3), state_normal=Baht(150)).value
    MemberContribution(base=None, insured_person=Baht('180'), state=Baht('90'))
    """
    choice("option", option, get_args(Option))
    figures = sheet.figures(parameters, on=first_day(month), outside=outside)
    paid = figures.money(f"{_S40}.option_{option}")
    sheet.step(_OPTION_PAID, option=option, result=paid)
    state = None
    if state_normal is None:
        sheet.note(_STATE_UNKNOWN)
    else:
        ratio = figures[f"{_S40}.ratio"]
        normal = _amount(state_normal, "state_normal")
        state = _share(sheet, "state", normal, ratio, rounds(figures, rounding))
    note_readings(sheet, figures, parameters)
    return MemberContribution(base=None, insured_person=paid, state=state)


def first_day(month: Month | dt.date) -> dt.date:
    """Return the first day of a wage month, on which its figures are looked up.

    Raises:
        ContributionTypeError: It is neither a month nor a day.
    """
    if isinstance(month, Month):
        return month.start
    if isinstance(month, dt.date):
        return check_date(month, "month").replace(day=1)
    raise ContributionTypeError("not-a-month", value=month, type=type(month).__name__)


def _amount(amount: Baht, name: str) -> Baht:
    return check_amount(amount, name, wrong=ContributionTypeError, below=ContributionError)


def _share(sheet: Worksheet, side: str, base: Baht, percent: int | Decimal, how: Rounds) -> Baht:
    """Return a percentage of an amount, rounded, with its line of working."""
    who = SIDES[side]
    exact = Fraction(base.satang, 100) * Fraction(percent) / _PERCENT
    sheet.step(_SHARE, who=who, base=base, percent=percent, result=exact)
    return sheet.rounded_baht(who, exact, rounding=how.rule, unit=how.unit)


def _total_of(state: Baht | None) -> str:
    return "total" if state is not None else "total_without_state"


def _sides(lang: Language, *paid: tuple[str, Baht | None]) -> str:
    unit: Literal["บาท", "baht"] = "บาท" if lang == "th" else "baht"
    return ", ".join(
        f"{SIDES[name].text(lang)} {amount.text(unit)}" for name, amount in paid if amount is not None
    )


SIDES = {
    "base": Message(en="base", th="ฐานค่าจ้าง"),
    "employee": Message(en="employee", th="ผู้ประกันตน"),
    "employer": Message(en="employer", th="นายจ้าง"),
    "insured_person": Message(en="insured person", th="ผู้ประกันตน"),
    "state": Message(en="State", th="รัฐบาล"),
    "total": Message(en="total", th="รวม"),
    "total_without_state": Message(en="total without the State's part", th="รวมโดยไม่รวมส่วนของรัฐบาล"),
}
_BASE = Message(
    en="wage base: {wage}, from {minimum} to {maximum} = {result}",
    th="ฐานค่าจ้าง: {wage} ระหว่าง {minimum} ถึง {maximum} = {result}",
)
_SHARE = Message(
    en="{who}: {base} × {percent} percent = {result} baht",
    th="{who}: {base} × ร้อยละ {percent} = {result} บาท",
)
_TOTAL = Message(en="contributions of all sides = {result}", th="เงินสมทบรวมทุกฝ่าย = {result}")
_TOTAL_WITHOUT = Message(
    en="contributions of employee and employer, without the State's part = {result}",
    th="เงินสมทบฝ่ายผู้ประกันตนและนายจ้าง ไม่รวมส่วนของรัฐบาล = {result}",
)
_STATE_LEFT_OUT = Message(
    en="what the State pays was left out as asked ({option}); the total is without it",
    th="ไม่ได้คิดส่วนของรัฐบาลตามที่ระบุ ({option}) ยอดรวมจึงไม่รวมส่วนของรัฐบาล",
)
_OPTION_PAID = Message(en="option {option}: {result} a month", th="ทางเลือกที่ {option}: เดือนละ {result}")
_NO_WAGE = {
    "nothing": Message(
        en="no wage, no contribution: no source seen says what is due for a wage of zero",
        th="ไม่มีค่าจ้างจึงไม่มีเงินสมทบ: ไม่พบแหล่งอ้างอิงที่กล่าวถึงค่าจ้างศูนย์บาท",
    ),
    "minimum": Message(
        en="a wage of zero counts as the least wage base, as chosen",
        th="ค่าจ้างศูนย์บาทคิดจากฐานค่าจ้างต่ำสุดตามที่เลือก",
    ),
}
_PUBLISHED = Message(
    en="the sources state {published}, not {paid}", th="แหล่งอ้างอิงระบุ {published} ไม่ใช่ {paid}"
)
_STATE_UNKNOWN = Message(
    en="what the State pays is not in the registered sources; the total is without it",
    th="ไม่มีเงินสมทบฝ่ายรัฐบาลในแหล่งอ้างอิงที่ลงทะเบียนไว้ ยอดรวมจึงไม่รวมส่วนของรัฐบาล",
)
