"""Divide an amount among members by weight, exactly, with every tie and every remainder reported.

`largest_remainder`, `webster` and `jefferson` give out the whole amount; `proportional` rounds each share half up and
says what is left, as the office tables of the plan for 2566 were made. `two_level` divides among groups and then
within them. Nothing here is a figure of policy: amounts, weights, units, floors and caps are arguments.

Rules that hold for all of them:

- Parts are multiples of ``unit``. What is below one unit of the total is not given out: it is the remainder.
- A tie goes to the larger weight, and among equal weights to the one named first. It is reported as a note.
- A total below zero (a cut) gives the mirror image of the same total above zero; floors and caps bound the size.
- A weight of zero gets nothing, unless a floor gives it something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs

from ssoplan.calculators.allocation_errors import AllocationError
from ssoplan.calculators.amounts import Amount, Scale, Unit
from ssoplan.calculators.apportionment import Bounds, Outcome
from ssoplan.calculators.checks import check_choice
from ssoplan.calculators.division import Division, divide
from ssoplan.calculators.roundings import RoundedMany, merged
from ssoplan.calculators.weights import (
    BOUND_NAMES,
    LIST_OR_MAPPING,
    Bound,
    Members,
    Weights,
    listed,
    most_units,
    read_bounds,
    read_weights,
)
from ssoplan.calculators.worksheet import calculator
from ssoplan.errors import Message

if TYPE_CHECKING:
    from ssoplan.calculators.worksheet import Worksheet

__all__ = ["Method", "Shares", "jefferson", "largest_remainder", "proportional", "two_level", "webster"]

Method = Literal["largest_remainder", "webster", "jefferson", "proportional"]

Shares = Any
"""Parts in the order of the members: a list for a list of weights, a dict from member to part for a mapping."""


@calculator
def largest_remainder(
    sheet: Worksheet,
    total: Amount,
    weights: Weights,
    *,
    unit: Unit = None,
    floors: Bound = None,
    caps: Bound = None,
) -> Shares:
    """Return parts of a total by largest remainder: whole quotas, then one unit each for the largest remainders.

    Every part is its quota rounded down or up (Hare, Hamilton). More to divide can mean less for a member (the Alabama
    paradox); where that matters use `webster`.

    Args:
        total: A whole number, or Baht; below zero for a cut.
        weights: Exact numbers or Baht, 0 or more; a list, or a mapping from member to weight.
        unit: What parts are a multiple of; baht for money. Unless stated 1, for money one satang.
        floors: The least for each member: one amount for all, or a list or mapping like the weights.
        caps: The most for each member, likewise.

    Raises:
        AllocationError: The total, a weight, the unit, a floor or a cap cannot be used, or floors and caps leave no
            room for the total.

    >>> largest_remainder(21, [7270, 1230, 2220]).value
    [14, 3, 4]
    >>> from ssoplan.money import Baht
    >>> made = largest_remainder(Baht(10_050), {"สุโขทัย": 2, "บึงกาฬ": 1}, unit=100)
    >>> made.value, made.remainder
    ({'สุโขทัย': Baht('6700'), 'บึงกาฬ': Baht('3300')}, Baht('50'))
    """
    return divide(sheet, "largest_remainder", Division.read(total, weights, unit, floors, caps))


@calculator
def webster(
    sheet: Worksheet,
    total: Amount,
    weights: Weights,
    *,
    unit: Unit = None,
    floors: Bound = None,
    caps: Bound = None,
) -> Shares:
    """Return parts of a total by Webster: weight ÷ divisor, rounded half up, for the divisor that gives out the total.

    More to divide never means less for a member (Sainte-Laguë); a part can be more than one unit off its quota.
    Arguments, errors: as for `largest_remainder`.

    >>> webster(21, [7270, 1230, 2220]).value
    [15, 2, 4]
    """
    return divide(sheet, "webster", Division.read(total, weights, unit, floors, caps))


@calculator
def jefferson(
    sheet: Worksheet,
    total: Amount,
    weights: Weights,
    *,
    unit: Unit = None,
    floors: Bound = None,
    caps: Bound = None,
) -> Shares:
    """Return parts of a total by Jefferson: weight ÷ divisor, rounded down, for the divisor that gives out the total.

    It favours large members (D'Hondt); no part is below its quota rounded down. Arguments, errors: as for
    `largest_remainder`.

    >>> jefferson(10, {"a": 6, "b": 3, "c": 2}).value
    {'a': 6, 'b': 3, 'c': 1}
    """
    return divide(sheet, "jefferson", Division.read(total, weights, unit, floors, caps))


@calculator
def proportional(
    sheet: Worksheet,
    total: Amount,
    weights: Weights,
    *,
    unit: Unit = None,
    floors: Bound = None,
    caps: Bound = None,
) -> Shares:
    """Return each member's share rounded half up, not forced to add up; the remainder is what is not given out.

    A remainder with the other sign than the total means that more than the total is given out. A share beyond a floor or a
    cap is that floor or cap; nobody else's share changes. Arguments, errors: as for `largest_remainder`.

    >>> made = proportional(100, [1, 1, 1])
    >>> made.value, made.remainder
    ([33, 33, 33], 1)
    """
    return divide(sheet, "proportional", Division.read(total, weights, unit, floors, caps))


@calculator
def two_level(
    sheet: Worksheet,
    total: Amount,
    groups: Mapping[Any, Weights] | Sequence[Weights],
    *,
    method: Method = "largest_remainder",
    unit: Unit = None,
    group_weights: Weights | None = None,
    floors: Bound = None,
    caps: Bound = None,
) -> Shares:
    """Return parts of a total divided among groups first, and then within each group: regions, then their offices.

    Args:
        total: A whole number, or Baht; below zero for a cut.
        groups: The weights of the members of each group: Bangkok and the regions, each with its offices.
        method: How both levels are divided.
        unit: What parts are a multiple of; baht for money. Unless stated 1, for money one satang.
        group_weights: The weights of the groups, where they are not the sums of their members'.
        floors: The least for each member: one amount for all, or for each group what `largest_remainder` takes.
        caps: The most for each member, likewise.

    Raises:
        AllocationError: As for `largest_remainder`; or the method is not known.

    >>> two_level(100, {"กรุงเทพมหานคร": {"พื้นที่ 1": 3, "พื้นที่ 2": 2}, "ภาคใต้": {"ยะลา": 1, "ระนอง": 1}}).value
    {'กรุงเทพมหานคร': {'พื้นที่ 1': 43, 'พื้นที่ 2': 28}, 'ภาคใต้': {'ยะลา': 15, 'ระนอง': 14}}
    """
    check_choice(method, get_args(Method), _METHOD, error=AllocationError)
    upper, lower = _levels(total, groups, unit, group_weights, bounds=(floors, caps))
    outcome = upper.outcome(method)
    shares = upper.amounts(outcome.units)
    sheet.step(
        _GROUPS, method=_NAMES[method], groups=len(shares), total=total, result=upper.members.like(shares)
    )
    upper.note_ties(sheet, outcome)
    parts = []
    for at, (job, units) in enumerate(zip(lower, outcome.units, strict=True)):
        each = attrs.evolve(job, number=units * job.scale.unit)
        inner = each.outcome(method)
        each.note_ties(sheet, inner, group=upper.members.name(at))
        parts.append((each, inner))
    sheet.rounded_later(lambda: upper.rounding(method, outcome))
    sheet.rounded_later(lambda: _rounded_within(method, upper, parts))
    given = sum(sum(inner.units) for _, inner in parts) * upper.scale.unit
    members = sum(len(job.members.weights) for job in lower)
    sheet.step(_WITHIN, method=_NAMES[method], members=members, result=upper.amount(given))
    upper.leave(sheet, given)
    return upper.members.like([job.members.like(job.amounts(inner.units)) for job, inner in parts])


def _levels(
    total: Any, groups: Any, unit: Any, group_weights: Any, *, bounds: tuple[Any, Any]
) -> tuple[Division, list[Division]]:
    """Return the job of dividing among groups, and one for each group, still without its amount."""
    scale = Scale.of(total, unit)
    inner, names = listed(groups, name=_THE_GROUPS)
    members = [read_weights(each, total=total) for each in inner]
    above = _group_members(members, names, group_weights, total)
    floors, caps = (_by_group(each, name, above) for each, name in zip(bounds, BOUND_NAMES, strict=True))
    held = [
        read_bounds(floor, cap, members=each, scale=scale, total=total)
        for floor, cap, each in zip(floors, caps, members, strict=True)
    ]
    upper = Division.of(total, scale, above, _group_bounds(held, members)).checked(total)
    return upper, [
        attrs.evolve(upper, members=each, bounds=bound) for each, bound in zip(members, held, strict=True)
    ]


def _rounded_within(
    method: str, upper: Division, parts: Sequence[tuple[Division, Outcome]]
) -> RoundedMany | None:
    """Return how far the members' parts are from the exact shares of their groups."""
    found = [(upper.members.name(at), job.rounding(method, inner)) for at, (job, inner) in enumerate(parts)]
    changed = [(name, each) for name, each in found if each is not None]
    return merged(changed, count=sum(len(job.members.weights) for job, _ in parts)) if changed else None


def _group_members(members: Sequence[Members], names: Any, given: Any, total: Any) -> Members:
    sums = [each.weight(sum(each.weights)) for each in members]
    if given is None:
        return read_weights(sums if names is None else dict(zip(names, sums, strict=True)), total=total)
    read = read_weights(given, total=total)
    same = len(read.weights) == len(sums) and (read.names is None) == (names is None)
    if not same or (names is not None and set(read.names or ()) != set(names)):
        raise AllocationError("bounds-shape", name=_GROUP_WEIGHTS, shape=LIST_OR_MAPPING)
    if names is None:
        return read
    order = dict(zip(read.names or (), read.weights, strict=True))
    return attrs.evolve(read, weights=[order[name] for name in names], names=names)


def _by_group(given: Any, name: Message, groups: Members) -> list[Any]:
    """Return what is given for each group; one amount is for all."""
    if not isinstance(given, Sequence | Mapping):
        return [given] * len(groups.weights)
    values, names = listed(given)
    if (names is None) != (groups.names is None) or (names is None and len(values) != len(groups.weights)):
        raise AllocationError("bounds-shape", name=name, shape=LIST_OR_MAPPING)
    if names is None:
        return values
    of = dict(zip(names, values, strict=True))
    unknown = of.keys() - set(groups.names or ())
    if unknown:
        raise AllocationError(
            "bounds-members", name=name, value=next(each for each in names if each in unknown)
        )
    return [of.get(each) for each in groups.names or ()]


def _group_bounds(bounds: Sequence[Bounds | None], members: Sequence[Members]) -> Bounds | None:
    """Return what the floors and caps of members mean for their groups."""
    if all(each is None for each in bounds):
        return None
    pairs = list(zip(bounds, members, strict=True))
    return Bounds(
        [0 if each is None else sum(each.least) for each, _ in pairs],
        [None if each is None else most_units(each, of.weights) for each, of in pairs],
    )


_NAMES: Mapping[str, Message] = {
    "largest_remainder": Message(en="largest remainder", th="เศษเหลือมากที่สุด"),
    "webster": Message(en="Webster", th="เว็บสเตอร์"),
    "jefferson": Message(en="Jefferson", th="เจฟเฟอร์สัน"),
    "proportional": Message(en="proportion, rounded half up", th="สัดส่วน ปัดเศษตั้งแต่ครึ่งขึ้นไป"),
}
_THE_GROUPS = Message(en="the groups", th="กลุ่ม (groups)")
_GROUP_WEIGHTS = Message(en="group weights", th="น้ำหนักของกลุ่ม (group_weights)")
_METHOD = Message(en="the method", th="วิธีจัดสรร")
_GROUPS = Message(
    en="{total} among {groups} groups by {method}: {result}",
    th="แบ่ง {total} ให้ {groups} กลุ่ม โดยวิธี{method}: {result}",
)
_WITHIN = Message(
    en="each group's amount among its members by {method}; {members} members get together {result}",
    th="แบ่งยอดของแต่ละกลุ่มให้สมาชิกในกลุ่มโดยวิธี{method} รวม {members} ราย {result}",
)
