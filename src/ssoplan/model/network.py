"""The section-40 network and what it is paid for."""

from __future__ import annotations

from datetime import date

from ssoplan.model._entity import entity
from ssoplan.model.worded import Worded
from ssoplan.money import Baht

__all__ = ["NetworkMember", "Payment", "PaymentMethod"]


class PaymentMethod(Worded):
    """How money reaches a network member."""

    BANK_TRANSFER = "bank_transfer", "bank transfer", "โอนเข้าบัญชีธนาคาร"
    CASH = "cash", "cash", "เงินสด"


@entity
class NetworkMember:
    """A person outside the SSO who brings informal workers into section 40 (เครือข่ายประกันสังคมมาตรา 40).

    Attributes:
        member_id: The number in the register.
        natural_person: Whether the member is a natural person (บุคคลธรรมดา).
        approved: The day of approval; None while not approved.
        registered: The day of entry in the section-40 information system.
        category_th: Such as อาสาสมัครแรงงาน or อสม.
        has_bank_account: Whether an account for transfers is on file.
    """

    member_id: str
    office_th: str
    natural_person: bool = True
    approved: date | None = None
    registered: date | None = None
    category_th: str | None = None
    has_bank_account: bool = False


@entity
class Payment:
    """Compensation of one network member for one newly and completely insured person (ค่าตอบแทนเครือข่าย).

    Attributes:
        payment_id: The payment's own number.
        member_id: The network member who is paid.
        person_id: The insured person who is counted.
        amount: What is paid.
        registered: The day on which the person registered through the member.
        paid: The day of payment; None while it is planned.
        method: How it is paid.
    """

    payment_id: str
    member_id: str
    person_id: str
    amount: Baht
    registered: date
    paid: date | None = None
    method: PaymentMethod = PaymentMethod.BANK_TRANSFER
    office_th: str | None = None
