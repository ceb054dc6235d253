"""What section 33 asks for in a wage month: the wage base, the rates of the three sides, the rounding.

All of it is parameters of policy; `ssoplan.calculators.contributions` works out of them what is paid.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, get_args

import attrs

from ssoplan.calculators.checks import check_choice
from ssoplan.calculators.errors import CalculatorError, CalculatorTypeError
from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.numerals.exact import Rounding
from ssoplan.parameters import ParameterWindowError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssoplan.calculators.worksheet import Figures

__all__ = [
    "S33_IDS",
    "ContributionError",
    "ContributionTypeError",
    "Rounds",
    "S33Terms",
    "StateShare",
    "StateShareError",
    "choice",
    "rounds",
    "s33_terms",
]

StateShare = Literal["include", "leave_out"]
"""Whether the share of the State is worked out; it is known for fewer months than the other two."""

S33 = "contribution.s33"
OPTION = "contribution_option"

S33_IDS = (
    *(f"{S33}.wage_base.minimum", f"{S33}.wage_base.maximum"),
    *(f"{S33}.insured_person", f"{S33}.employer", f"{S33}.government"),
    *(f"{OPTION}.rounding", f"{OPTION}.rounding_unit", f"{OPTION}.zero_wage"),
)
"""The parameters that section 33 is worked out from."""


class ContributionError(CalculatorError):
    """Raised when a contribution cannot be worked out from what was given."""

    kind = "contribution"
    messages: ClassVar[Mapping[str, Message]] = {
        "negative": Message(
            en="{name} is {value}; money that a contribution is worked out from cannot be below zero",
            th="{name} เป็น {value} จำนวนเงินที่ใช้คิดเงินสมทบต่ำกว่าศูนย์ไม่ได้",
        ),
        "unknown-choice": CalculatorError.messages["unknown-choice"],
    }


class ContributionTypeError(CalculatorTypeError):
    """Raised when an amount or a month is given in a form that is not exact or not clear."""

    kind = "contribution-type"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-baht": CalculatorTypeError.messages["not-baht"],
        "not-a-month": Message(
            en="the wage month is {value!r} ({type}); give Month(2565, 5), or any day of it as a date",
            th="เดือนของค่าจ้างเป็น {value!r} ({type}) ให้ระบุ Month(2565, 5) หรือวันใดวันหนึ่งในเดือนนั้น",
        ),
    }


_LEAVE_OUT = Message(
    en="The other sides are known: leave the State's share out with state='leave_out'",
    th="ส่วนของฝ่ายอื่นทราบแล้ว จะคิดโดยไม่รวมส่วนของรัฐบาลให้ระบุ state='leave_out'",
)


class StateShareError(ParameterWindowError):
    """Raised when what the State pays is not known for a month; what the other sides pay is."""

    kind = "state-share"
    messages: ClassVar[Mapping[str, Message]] = {
        reason: Message(en=f"{message.en}. {_LEAVE_OUT.en}", th=f"{message.th} {_LEAVE_OUT.th}")
        for reason, message in ParameterWindowError.messages.items()
    }


class Rounds(NamedTuple):
    """How a contribution is rounded, and to what."""

    rule: Rounding
    unit: Baht


@attrs.frozen(kw_only=True)
class S33Terms:
    """What section 33 asks for in one wage month.

    Attributes:
        minimum: The least wage base of a month.
        maximum: The largest wage base of a month.
        employee: Percent of the base that the employee pays.
        employer: Percent of the base that the employer pays.
        state: Percent of the base that the State pays; None where it was left out.
        rounding: How the contribution of each side is rounded.
        unit: What it is rounded to.
        zero_wage: ``nothing`` is due for a wage of zero, or the ``minimum`` base counts.
    """

    minimum: Baht
    maximum: Baht
    employee: int | Decimal
    employer: int | Decimal
    state: int | Decimal | None
    rounding: Rounding
    unit: Baht
    zero_wage: str

    @property
    def rounds(self) -> Rounds:
        """How and to what the contribution of each side is rounded."""
        return Rounds(self.rounding, self.unit)

    def base_of(self, wage: Baht) -> Baht:
        """Return the part of a wage that counts."""
        if not wage and self.zero_wage == "nothing":
            return wage
        return min(max(wage, self.minimum), self.maximum)


def s33_terms(
    figures: Figures, *, rounding: Rounding | None = None, state: StateShare = "include"
) -> S33Terms:
    """Return what section 33 asks for on the day of some figures.

    Raises:
        ContributionError: A figure is below zero, or an option is none that is known.
        ParameterWindowError: A figure is not known for that day; a `StateShareError` where it is the State's alone.
    """
    choice("state", state, get_args(StateShare))
    how = rounds(figures, rounding)
    terms = S33Terms(
        minimum=figures.money(f"{S33}.wage_base.minimum"),
        maximum=figures.money(f"{S33}.wage_base.maximum"),
        employee=figures[f"{S33}.insured_person"],
        employer=figures[f"{S33}.employer"],
        state=_state(figures) if state == "include" else None,
        rounding=how.rule,
        unit=how.unit,
        zero_wage=choice("zero_wage", figures[f"{OPTION}.zero_wage"], ("nothing", "minimum")),
    )
    for name in ("minimum", "maximum", "employee", "employer", "state"):
        value = getattr(terms, name)
        if value is not None and value < 0:
            raise ContributionError("negative", name=name, value=value)
    return terms


def _state(figures: Figures) -> int | Decimal:
    try:
        share: int | Decimal = figures[f"{S33}.government"]
    except ParameterWindowError as error:
        raise StateShareError(error.reason, **error.values) from None
    return share


def rounds(figures: Figures, rounding: Rounding | None) -> Rounds:
    """Return how contributions are rounded on the day of some figures: as asked for, else by the published rule.

    Raises:
        ContributionError: The rounding is not known.
    """
    rule = figures[f"{OPTION}.rounding"] if rounding is None else rounding
    choice("rounding", rule, get_args(Rounding))
    return Rounds(rule, figures.money(f"{OPTION}.rounding_unit"))


def choice(name: str, value: str | int, choices: tuple[str | int, ...]) -> str:
    """Return a choice that is known.

    Raises:
        ContributionError: It is none of the choices.
    """
    return str(check_choice(value, choices, name, error=ContributionError))
