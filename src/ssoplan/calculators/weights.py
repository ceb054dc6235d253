"""Weights, floors and caps as their callers give them, read into whole numbers on a common scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

import attrs

from ssoplan.calculators.allocation_errors import AllocationError
from ssoplan.calculators.amounts import Amount, Scale
from ssoplan.calculators.apportionment import Bounds
from ssoplan.calculators.checks import one_of
from ssoplan.calculators.exact import MOST_PLACES
from ssoplan.errors import Message
from ssoplan.money import Baht

__all__ = [
    "BOUND_NAMES",
    "LIST_OR_MAPPING",
    "Bound",
    "Exact",
    "Members",
    "Weights",
    "feasible",
    "listed",
    "most_units",
    "read_bounds",
    "read_weights",
]

Exact = int | Fraction | Decimal | Baht
"""A weight: any exact number, or money."""

Weights = Sequence[Exact] | Mapping[Any, Exact]
"""A weight for each member: a list, or a mapping from member to weight."""

Bound = Amount | Decimal | Sequence[Any] | Mapping[Any, Any] | None
"""A floor or a cap: one amount for all, or a list or mapping like the weights; None (also for a member) is none."""

LIST = Message(en="list", th="รายการ (list)")
MAPPING = Message(en="mapping", th="ตารางจับคู่ (dict)")
LIST_OR_MAPPING = Message(en="list or mapping", th="รายการ (list) หรือตารางจับคู่ (dict)")
_WEIGHTS = Message(en="the weights", th="น้ำหนัก (weights)")
_FLOORS = Message(en="floors", th="ขั้นต่ำ (floors)")
_CAPS = Message(en="caps", th="ขั้นสูง (caps)")
BOUND_NAMES = (_FLOORS, _CAPS)


@attrs.frozen
class Members:
    """The members of an allocation with their weights on a common scale.

    Attributes:
        weights: Whole numbers in the ratio of the weights given.
        scale: What a whole number is multiplied by to be the weight given; baht where weights are money.
        names: The members of a mapping in their order; None for a list.
    """

    weights: list[int]
    scale: Fraction = Fraction(1)
    money: bool = False
    names: tuple[Any, ...] | None = None

    def name(self, at: int) -> Any:
        """Return what a member is called: its key, or its place in the list, counted from 1."""
        return f"#{at + 1}" if self.names is None else self.names[at]

    def weight(self, number: int | Fraction) -> Fraction | Amount:
        """Return a whole number of the common scale as a weight like those given."""
        if self.money and isinstance(number, int):
            return Baht.from_satang(number)
        exact = number * self.scale
        return exact.numerator if exact.denominator == 1 else exact

    def like(self, parts: Sequence[Any]) -> Any:
        """Return parts as a list, or as a mapping from each member, as the weights were given."""
        return list(parts) if self.names is None else dict(zip(self.names, parts, strict=True))


def listed(given: Any, *, name: Message = _WEIGHTS) -> tuple[list[Any], tuple[Any, ...] | None]:
    """Return the values of a list or mapping, and the keys of a mapping.

    Raises:
        AllocationError: It is neither a list nor a mapping.
    """
    if isinstance(given, Mapping):
        return list(given.values()), tuple(given)
    if isinstance(given, Sequence) and not isinstance(given, str | bytes):
        return list(given), None
    raise AllocationError("not-members", name=name, value=given, type=type(given).__name__)


def read_weights(given: Any, *, total: Any) -> Members:
    """Return the members and their weights.

    Raises:
        AllocationError: There is none, or a weight is a float, negative, not finite, or of another kind than others.
    """
    values, names = listed(given)
    if not values:
        raise AllocationError("no-members", total=total)
    kinds = set(map(type, values))
    if kinds == {int}:
        members = Members(values, names=names)
    elif kinds == {Baht}:
        members = Members([each.satang for each in values], 1 / Fraction(Baht(1).satang), True, names)  # noqa: FBT003 - a field
    else:
        members = _on_a_common_scale(Members(values, names=names))
    if min(members.weights) < 0:
        at = next(at for at, weight in enumerate(members.weights) if weight < 0)
        raise AllocationError("weight-negative", member=members.name(at), value=values[at])
    return members


def _on_a_common_scale(members: Members) -> Members:
    ratios = [_ratio(value, at, members) for at, value in enumerate(members.weights)]
    common = lcm(*{bottom for _, bottom in ratios})
    whole = [top * (common // bottom) for top, bottom in ratios]
    return attrs.evolve(members, weights=whole, scale=Fraction(1, common))


def _ratio(value: Any, at: int, members: Members) -> tuple[int, int]:
    if isinstance(value, Baht):
        raise AllocationError("weights-mixed", member=members.name(at), value=value)
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        raise AllocationError("weight-type", member=members.name(at), value=value, type=type(value).__name__)
    if (
        isinstance(value, Decimal)
        and value
        and not (value.is_finite() and abs(value.adjusted()) < MOST_PLACES)
    ):
        raise AllocationError("weight-size", member=members.name(at), value=value)
    return value.as_integer_ratio()


def read_bounds(floors: Any, caps: Any, *, members: Members, scale: Scale, total: Amount) -> Bounds | None:
    """Return floors and caps in whole units: floors rounded up to a multiple of the unit, caps down.

    Raises:
        AllocationError: They are not of the members, below zero, of another kind than the total, or cross.
    """
    if floors is None and caps is None:
        return None
    least = _one_each(floors, _FLOORS, members, scale, total)
    most = _one_each(caps, _CAPS, members, scale, total)
    bounds = Bounds(
        [0 if each is None else -(-each // scale.unit) for each in least],
        [None if each is None else each // scale.unit for each in most],
    )
    for at, (low, high) in enumerate(zip(bounds.least, bounds.most, strict=True)):
        if high is not None and low > high:
            raise AllocationError(
                "floor-above-cap",
                member=members.name(at),
                unit=scale.unit_amount,
                floor=scale.amount(least[at] or 0),
                cap=scale.amount(most[at] or 0),
            )
    return bounds


def _one_each(given: Any, name: Message, members: Members, scale: Scale, total: Amount) -> list[int | None]:
    count = len(members.weights)
    if isinstance(given, Mapping) and members.names is not None:
        known = set(members.names)
        unknown = [each for each in given if each not in known]
        if unknown:
            raise AllocationError("bounds-members", name=name, value=unknown[0])
        values = [given.get(each) for each in members.names]
    elif isinstance(given, Sequence | Mapping):
        if isinstance(given, Mapping | str) or members.names is not None or len(given) != count:
            raise AllocationError("bounds-shape", name=name, shape=LIST if members.names is None else MAPPING)
        values = list(given)
    else:
        values = [given] * count
    return [None if each is None else _bound(each, name, scale, total) for each in values]


def _bound(amount: Any, name: Message, scale: Scale, total: Amount) -> int:
    number = scale.whole(amount, name=Message(f"one of the {name.en}", one_of(name).th), total=total)
    if number < 0:
        raise AllocationError("bound-negative", name=name, value=amount)
    return number


def feasible(bounds: Bounds | None, weights: Sequence[int], units: int, scale: Scale) -> None:
    """Check that floors and caps leave room for units.

    Raises:
        AllocationError: Floors add up to more, or caps to less; a weight of zero takes its floor only.
    """
    if bounds is None:
        return
    least = sum(bounds.least)
    amount = scale.amount
    if least > units:
        raise AllocationError(
            "floors-above-total",
            sum=amount(least * scale.unit),
            total=amount(units * scale.unit),
            short=amount((least - units) * scale.unit),
        )
    most = most_units(bounds, weights)
    if most is not None and most < units:
        raise AllocationError(
            "caps-below-total",
            sum=amount(most * scale.unit),
            total=amount(units * scale.unit),
            short=amount((units - most) * scale.unit),
        )


def most_units(bounds: Bounds, weights: Sequence[int]) -> int | None:
    """Return how many units the caps let be given out; None where a member without a cap can take any."""
    mosts = [
        most if weight else low for low, most, weight in zip(bounds.least, bounds.most, weights, strict=True)
    ]
    return None if None in mosts else sum(most for most in mosts if most is not None)
