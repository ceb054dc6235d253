"""What a pay run reads and what it gives: claims, members, persons, and the decision on each claim."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, Literal, TypeVar

import attrs

from ssoplan.calendar import Month
from ssoplan.model._entity import ModelTypeError, entity
from ssoplan.money import Baht
from ssoplan.payments.identity import AccountNumber, CitizenId
from ssoplan.payments.masking import masked, prints_names_masked

__all__ = [
    "Claim",
    "Decision",
    "EarlierPayment",
    "InsuredPerson",
    "OfficeAllocation",
    "OfficeMoney",
    "Outcome",
    "PaymentReturn",
    "Progress",
    "Reason",
    "RegisterEntry",
    "Total",
]


Progress = Callable[[str, int, int], None]
"""Told what is being done, and how many steps of how many are done."""


@attrs.frozen
class _Shown:
    """What an error prints of a value of the wrong type."""

    text: str

    def __repr__(self) -> str:
        return self.text


C = TypeVar("C", bound=type)


def _masking(cls: C) -> C:
    """Make a class of the model print names masked, and values of the wrong type too in its errors."""
    check = cls.__attrs_post_init__  # type: ignore[attr-defined]  # `entity` gives it

    def check_masked(self: Any) -> None:
        try:
            check(self)
        except ModelTypeError as error:
            values = error.values | {"value": _Shown(masked(repr(error.values["value"])))}
            raise ModelTypeError(error.reason, **values) from None

    cls.__attrs_post_init__ = check_masked  # type: ignore[attr-defined]  # attrs looks for it by this name
    return prints_names_masked(cls)


@_masking
@entity
class Claim:
    """A registration through a network member, for which compensation is claimed (คำขอรับค่าตอบแทนเครือข่าย).

    Attributes:
        claim_id: The number of the claim; it names one claim for ever.
        member_id: The network member through whom the person registered.
        person_id: The citizen id of the insured person.
        registered: The day of registration; None where it is not stated: the claim is then held.
    """

    claim_id: str
    member_id: str
    person_id: CitizenId
    registered: date | None = None


@_masking
@entity
class RegisterEntry:
    """A network member as the register has it (ทะเบียนเครือข่ายประกันสังคมมาตรา 40).

    Attributes:
        member_id: The number in the register.
        office_th: The office whose allocation pays the member.
        natural_person: Whether it is a natural person; None where the register does not say.
        approved: The day of approval; None while not approved.
        entered: The day of entry in the section 40 information system.
        account: The number of the bank account, of whatever length; None where none is on file.
    """

    member_id: str
    office_th: str | None = None
    natural_person: bool | None = None
    approved: date | None = None
    entered: date | None = None
    account: AccountNumber | None = None


@_masking
@entity
class InsuredPerson:
    """The status of a person under section 40.

    Attributes:
        person_id: The citizen id.
        complete: Whether the status of an insured person is complete; None where it is not known.
        first_time: Whether the person is newly insured; None where it is not known.
    """

    person_id: CitizenId
    complete: bool | None = None
    first_time: bool | None = None


@_masking
@entity
class EarlierPayment:
    """A person who was paid for before, outside the ledger.

    Attributes:
        person_id: The citizen id.
        claim_id: The number of the claim that was paid; None where it is not known.
    """

    person_id: CitizenId
    claim_id: str | None = None


@_masking
@entity
class OfficeAllocation:
    """What an office is allocated for compensation in the fund year, as it stands to date."""

    office_th: str
    amount: Baht


@_masking
@entity
class PaymentReturn:
    """A payment that the bank returned, because the account is closed for instance.

    Attributes:
        claim_id: The claim that was paid.
        run_id: The run that paid it.
        returned: The day on which the money came back.
        reason: Why, in the words of the bank; it holds no number of an account.
    """

    claim_id: str
    run_id: str
    returned: date
    reason: str


class Outcome(StrEnum):
    """What becomes of a claim."""

    PAYABLE = "payable"
    REJECTED = "rejected"
    HELD = "held"


@attrs.frozen
class Reason:
    """A rule that stands against a claim.

    Attributes:
        rule_id: The rule.
        cause: ``finding``: it does not hold; ``not evaluated``: something that it needs is not known.
    """

    rule_id: str
    cause: Literal["finding", "not evaluated"]

    def __str__(self) -> str:
        return self.rule_id if self.cause == "finding" else f"{self.rule_id}?"


@prints_names_masked
@attrs.frozen(kw_only=True)
class Decision:
    """What a run decided on one claim.

    Attributes:
        row: The number of the claim among the rows of the input.
        person: The insured person; prints masked.
        account: Where the money goes; prints masked. None where no well-formed number is on file.
        office_th: The office of the member.
        amount: The rate on the day of registration; None where it is not known.
        set_aside: What is held back of the allocation for this claim.
        reasons: Why it is not payable, in the order of the rules.
    """

    claim_id: str
    row: int
    member_id: str
    office_th: str | None
    person: CitizenId
    account: AccountNumber | None
    registered: date | None
    outcome: Outcome
    amount: Baht | None
    set_aside: Baht
    reasons: tuple[Reason, ...] = ()

    @property
    def month(self) -> Month | None:
        """The month of registration."""
        return None if self.registered is None else Month.of(self.registered)


@prints_names_masked
@attrs.frozen(kw_only=True)
class Total:
    """The claims of one member, office or month added up.

    Attributes:
        key: The member, the office, or the month as ``2566-03`` (the year is a BE year); None where it is not known.
        payable: Claims that are payable.
        rejected: Claims that are rejected.
        held: Claims that are held.
        amount: The money of the payable ones.
        set_aside: The money held back for the held ones.
    """

    key: str | None
    payable: int
    rejected: int
    held: int
    amount: Baht
    set_aside: Baht

    @property
    def claims(self) -> int:
        """All claims."""
        return self.payable + self.rejected + self.held


@prints_names_masked
@attrs.frozen(kw_only=True)
class OfficeMoney:
    """The money of one office in a run: what there was, what the run takes, what is left; nothing is lost.

    Attributes:
        allocation: The allocation of the fund year to date.
        paid_before: Paid by earlier runs.
        held_before: Held back by earlier runs.
        paying: What this run pays.
        setting_aside: What this run holds back.
        releasing: What earlier runs held back for claims that this run decides anew.
    """

    office_th: str
    allocation: Baht
    paid_before: Baht
    held_before: Baht
    paying: Baht
    setting_aside: Baht
    releasing: Baht

    @property
    def paid(self) -> Baht:
        """All that is paid, this run included."""
        return self.paid_before + self.paying

    @property
    def held_back(self) -> Baht:
        """All that is held back, this run included."""
        return self.held_before - self.releasing + self.setting_aside

    @property
    def remaining(self) -> Baht:
        """What is left: allocation − paid − held back."""
        return self.allocation - self.paid - self.held_back
