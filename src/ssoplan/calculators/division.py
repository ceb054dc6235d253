"""The division of one amount by one of the methods: its numbers, and its working in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calculators.allocation_errors import AllocationError
from ssoplan.calculators.amounts import Amount, Scale, number_of
from ssoplan.calculators.apportionment import (
    Bounds,
    Outcome,
    by_divisor,
    by_largest_remainder,
    half_up_shares,
)
from ssoplan.calculators.rounding_words import ROUNDED
from ssoplan.calculators.roundings import RoundedMany, farthest
from ssoplan.calculators.weights import Members, feasible, read_bounds, read_weights
from ssoplan.errors import Message

if TYPE_CHECKING:
    from ssoplan.calculators.worksheet import Worksheet

__all__ = ["Division", "divide"]


@attrs.frozen(kw_only=True)
class Division:
    """An amount to divide, all in whole numbers above zero; the sign is put back at the end."""

    number: int
    sign: int
    scale: Scale
    members: Members
    bounds: Bounds | None = None

    @classmethod
    def read(cls, total: Any, weights: Any, unit: Any, floors: Any, caps: Any) -> Division:
        """Return the division that a caller means."""
        scale = Scale.of(total, unit)
        members = read_weights(weights, total=total)
        bounds = read_bounds(floors, caps, members=members, scale=scale, total=total)
        return cls.of(total, scale, members, bounds).checked(total)

    @classmethod
    def of(cls, total: Amount, scale: Scale, members: Members, bounds: Bounds | None) -> Division:
        """Return the division of a total, which is not yet checked."""
        number = number_of(total)
        return cls(
            number=abs(number),
            sign=-1 if number < 0 else 1,
            scale=scale,
            members=members,
            bounds=bounds,
        )

    def checked(self, total: Amount) -> Division:
        """Return the job if it can be done."""
        if not any(self.members.weights):
            raise AllocationError("weights-zero", count=len(self.members.weights), total=total)
        feasible(self.bounds, self.members.weights, self.number // self.scale.unit, self.scale)
        return self

    def outcome(self, method: str) -> Outcome:
        """Return the units for each member."""
        weights = self.members.weights
        if self.number >= self.scale.unit and not any(weights) and self.bounds is None:
            raise AllocationError("weights-zero", count=len(weights), total=self.amount(self.number))
        if method == "proportional":
            return half_up_shares(self.number, weights, unit=self.scale.unit, bounds=self.bounds)
        return _FORCED[method](self.number // self.scale.unit, weights, bounds=self.bounds)

    def amount(self, number: int) -> Amount:
        """Return a whole number as an amount with the sign of the total."""
        return self.scale.amount(self.sign * number)

    def amounts(self, units: Sequence[int]) -> list[Amount]:
        """Return units as amounts with the sign of the total."""
        each = self.sign * self.scale.unit
        if not self.scale.money:
            return [each * count for count in units]
        return [self.scale.amount(each * count) for count in units]

    def leave(self, sheet: Worksheet, given: int) -> None:
        """Write down what is not given out."""
        sheet.remainder = self.amount(self.number - given)
        if given > self.number:
            sheet.note(_OVER, over=self.amount(given - self.number))

    def rounding(self, method: str, outcome: Outcome) -> RoundedMany | None:
        """Return how far the parts are from the exact shares of what is given out; None where they are exact."""
        quota, weights = outcome.quota, self.members.weights
        # The share of a proportion is one of the total; those of the other methods are of whole units.
        unit = self.scale.unit if method == "proportional" else 1
        held = {at: amount * unit * quota.bottom for at, amount in quota.fixed.items()}
        shares = list(map(quota.top.__mul__, weights))
        for at, share in held.items():
            shares[at] = share
        changed, at = farthest(outcome.units, shares, quota.bottom * unit)
        if not changed:
            return None
        exact = Fraction(self.sign * shares[at] * self.scale.unit, quota.bottom * unit)
        return RoundedMany(
            _PARTS,
            self.scale.exact(exact),
            self.amount(outcome.units[at] * self.scale.unit),
            "half_up" if method == "proportional" else method,
            self.scale.unit_amount,
            count=len(weights),
            changed=changed,
            where=self.members.name(at),
        )

    def note_ties(self, sheet: Worksheet, outcome: Outcome, *, group: Any = None) -> None:
        """Write down how a tie was settled."""
        if not outcome.winners:
            return
        names = self.members.name
        sheet.note(
            _TIE if group is None else _TIE_WITHIN,
            tied=len(outcome.winners) + len(outcome.losers),
            left=self.scale.amount(len(outcome.winners) * self.scale.unit),
            winners=[names(at) for at in outcome.winners[:_NAMED]],
            losers=[names(at) for at in outcome.losers[:_NAMED]],
            **({} if group is None else {"group": group}),
        )


def divide(sheet: Worksheet, method: str, job: Division) -> Any:
    """Return the parts of an amount, and write how they come about.

    Raises:
        AllocationError: All weights are zero.
    """
    outcome = job.outcome(method)
    given = sum(outcome.units) * job.scale.unit
    _write(sheet, method, job, outcome)
    sheet.step(_GIVEN, members=len(outcome.units), result=job.amount(given))
    sheet.rounded_later(lambda: job.rounding(method, outcome))
    job.leave(sheet, given)
    job.note_ties(sheet, outcome)
    return job.members.like(job.amounts(outcome.units))


def _write(sheet: Worksheet, method: str, job: Division, outcome: Outcome) -> None:
    """Write how the parts come about."""
    unit = job.scale.unit_amount
    if outcome.held:
        sheet.step(_HELD, result=outcome.held)
    if method in _BY_DIVISOR:
        if outcome.divisor is not None:
            divisor = job.members.weight(outcome.divisor)
            sheet.step(_DIVISOR, rounded=_BY_DIVISOR[method], unit=unit, result=divisor)
        return
    quota = outcome.quota
    weights = job.members.weight(quota.bottom)
    if method == "proportional":
        sheet.step(
            _SHARE, total=job.amount(job.number), weights=weights, unit=unit, result=len(outcome.units)
        )
        return
    first = quota.top - outcome.left
    shared, given = job.amount(quota.top * job.scale.unit), job.amount(first * job.scale.unit)
    sheet.step(_QUOTA, total=shared, weights=weights, unit=unit, result=given)
    sheet.step(_REST, unit=unit, result=job.amount(outcome.left * job.scale.unit))


_Forced = Callable[..., Outcome]
_FORCED: Mapping[str, _Forced] = {
    "largest_remainder": by_largest_remainder,
    "webster": partial(by_divisor, half=True),
    "jefferson": partial(by_divisor, half=False),
}
_REST = Message(
    en="what is left goes to the largest remainders, {unit} each: {result}",
    th="ส่วนที่เหลือจัดสรรให้รายที่มีเศษมากที่สุด รายละ {unit}: {result}",
)
_DIVISOR = Message(
    en="weight ÷ {result}, {rounded}, units of {unit}",
    th="น้ำหนัก ÷ {result} {rounded} หน่วยละ {unit}",
)
_SHARE = Message(
    en="{total} × weight ÷ {weights}, rounded half up to {unit}, for each of {result}",
    th="{total} × น้ำหนัก ÷ {weights} ปัดเศษตั้งแต่ครึ่งขึ้นไปเป็น {unit} ทั้ง {result} ราย",
)
_PARTS = Message(en="parts", th="ส่วนแบ่ง")
_GIVEN = Message(
    en="given out to {members}: {result}",
    th="จัดสรรให้ {members} ราย รวม {result}",
)
_OVER = Message(
    en="the parts are not forced to add up: {over} more than the total is given out",
    th="ไม่ได้บังคับให้ผลรวมเท่ากับยอดรวม: จัดสรรเกินยอดรวม {over}",
)
_HELD = Message(
    en="members that get their floor or cap instead of their share: {result}",
    th="จำนวนรายที่ได้รับเท่าขั้นต่ำหรือขั้นสูงแทนส่วนแบ่งตามสัดส่วน: {result}",
)
_TIE = Message(
    en="{tied} have the same claim to the last {left}; larger weight first, then the order given: {winners}, not {losers}",
    th="{tied} รายมีสิทธิเท่ากันในส่วนสุดท้าย {left} จัดสรรให้รายที่น้ำหนักมากกว่าก่อน แล้วตามลำดับที่ระบุ: ได้รับ {winners} ไม่ได้รับ {losers}",
)
_TIE_WITHIN = Message(en="{group}: " + _TIE.en, th="{group}: " + _TIE.th)
_BY_DIVISOR: Mapping[str, Message] = {"webster": ROUNDED["half_up"], "jefferson": ROUNDED["down"]}
_NAMED = 12
"""So many are named in a note; the count says how many there are."""

_QUOTA = Message(
    en="{total} × weight ÷ {weights}, rounded down to {unit}, together {result}",
    th="{total} × น้ำหนัก ÷ {weights} เศษไม่ถึง {unit} ปัดทิ้ง รวม {result}",
)
