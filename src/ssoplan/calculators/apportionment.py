"""Whole units for weights, exactly: largest remainder, divisor methods, and rounding that is not made to fit.

All numbers here are whole: units, and weights on a common scale. Ties go to the larger weight, then to the earlier
place. Nothing is a float, and no step is quadratic.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from heapq import heapify, heapreplace, nlargest, nsmallest
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Bounds", "Outcome", "Quota", "by_divisor", "by_largest_remainder", "half_up_shares", "quotas"]

_Entry = tuple[int, int, int]


@attrs.frozen
class Bounds:
    """The least and the most units of each member; a most of None is none."""

    least: Sequence[int]
    most: Sequence[int | None]

    def held(self, units: int, at: int) -> int:
        """Return units, or the bound of a member that they pass."""
        most = self.most[at]
        return max(self.least[at], units if most is None else min(units, most))


@attrs.frozen
class Quota:
    """Shares before rounding: ``top × weight ÷ bottom`` for the free places, the bound for the others.

    Attributes:
        held: How many members get a bound instead of their share.
    """

    top: int
    bottom: int
    fixed: dict[int, int]
    free: Sequence[int]
    held: int = 0


@attrs.frozen
class Outcome:
    """What a method gives.

    Attributes:
        units: Units for each member.
        quota: The shares before rounding.
        held: How many members get a floor or a cap instead of their share.
        left: Units that were left for the largest remainders.
        divisor: What a weight is divided by; None for methods that have none.
        winners: Places that won a tie for the last unit.
        losers: Places that had the same claim and lost.
    """

    units: list[int]
    quota: Quota
    held: int = attrs.field()
    left: int = 0
    divisor: Fraction | None = None
    winners: tuple[int, ...] = ()
    losers: tuple[int, ...] = ()

    @held.default
    def _count_held(self) -> int:
        return self.quota.held


def quotas(units: int, weights: Sequence[int], bounds: Bounds | None) -> Quota:
    """Return the shares of units in proportion to weights, those held that pass a bound, so that they add up.

    The bounds must leave room: floors up to the units, caps (a weight of zero takes its floor) from them.
    """
    if bounds is None:
        return Quota(units, sum(weights) or 1, {}, range(len(weights)))
    free = [at for at, weight in enumerate(weights) if weight]
    fixed = {at: bounds.least[at] for at, weight in enumerate(weights) if not weight}
    while True:
        top = units - sum(fixed.values())
        bottom = sum(weights[at] for at in free) or 1
        low, high, balance = _passed(free, weights, bounds, top, bottom)
        # What caps cut off, less what floors add: the side that weighs more stays held whatever comes.
        settled = high if balance > 0 else low if balance < 0 else {**low, **high}
        if not settled:
            held = sum(1 for at, least in fixed.items() if weights[at] or least)
            return Quota(top, bottom, fixed, free, held)
        fixed |= settled
        free = [at for at in free if at not in settled]


def _passed(
    free: Sequence[int], weights: Sequence[int], bounds: Bounds, top: int, bottom: int
) -> tuple[dict[int, int], dict[int, int], int]:
    low, high, balance = {}, {}, 0
    for at in free:
        share = top * weights[at]
        least, most = bounds.least[at], bounds.most[at]
        if share < least * bottom:
            low[at] = least
            balance += share - least * bottom
        elif most is not None and share > most * bottom:
            high[at] = most
            balance += share - most * bottom
    return low, high, balance


def by_largest_remainder(units: int, weights: Sequence[int], bounds: Bounds | None = None) -> Outcome:
    """Return whole quotas, and one unit more for the largest remainders (Hare, Hamilton)."""
    quota = quotas(units, weights, bounds)
    given = list(weights)
    for at, held in quota.fixed.items():
        given[at] = held
    rests = []
    for at in quota.free:
        given[at], rest = divmod(quota.top * weights[at], quota.bottom)
        rests.append(rest)
    left = units - sum(given)
    above, winners, losers = _largest(rests, left, quota.free, weights)
    for at in (*above, *winners):
        given[at] += 1
    return Outcome(given, quota, left=left, winners=winners if losers else (), losers=losers)


def _largest(
    rests: Sequence[int], left: int, places: Sequence[int], weights: Sequence[int]
) -> tuple[list[int], tuple[int, ...], tuple[int, ...]]:
    """Return the places above the line, those on the line that get a unit, and those on it that do not."""
    if not left:
        return [], (), ()
    line = sorted(rests, reverse=True)[left - 1]
    above = [at for at, rest in zip(places, rests, strict=True) if rest > line]
    tied = [at for at, rest in zip(places, rests, strict=True) if rest == line]
    tied.sort(key=lambda at: (-weights[at], at))
    cut = left - len(above)
    return above, tuple(tied[:cut]), tuple(tied[cut:])


def by_divisor(units: int, weights: Sequence[int], *, half: bool, bounds: Bounds | None = None) -> Outcome:
    """Return ``weight ÷ divisor`` rounded half up (``half``: Webster) or down (Jefferson), for a divisor that fits.

    The n-th unit of a member has the claim ``weight ÷ (n − ½)`` or ``weight ÷ n``; the largest claims win. The work
    begins at the proportional share, so that few units are left to place or to take back.
    """
    quota = quotas(units, weights, bounds)
    race = _Race.start(quota, weights, half=half, bounds=bounds)
    race.place(units - sum(race.given))
    winners, losers, divisor = race.finish()
    return Outcome(race.given, quota, divisor=divisor, winners=winners, losers=losers)


@attrs.frozen
class _Race:
    """Units given so far, and the claims of members to one more or one less, as whole numbers.

    Attributes:
        never: More than any claim.
    """

    weights: Sequence[int]
    bounds: Bounds | None
    half: bool
    shift: int
    given: list[int]
    never: int

    @classmethod
    def start(cls, quota: Quota, weights: Sequence[int], *, half: bool, bounds: Bounds | None) -> _Race:
        """Return the state near the proportional share that some divisor gives."""
        # Rounding down loses half a unit a member: begin with a share that makes up for it.
        top = 2 * quota.top + (0 if half else sum(1 for at in quota.free if weights[at]))
        bottom = 2 * quota.bottom
        up = quota.bottom if half else 0
        given = [(top * weight + up) // bottom for weight in weights]
        if bounds is not None:
            given = [bounds.held(each, at) for at, each in enumerate(given)]
        # Claims a ÷ b that differ, with b below 2 ** bits, differ by more than 4 ** -bits.
        bits = (2 * (sum(quota.fixed.values()) + quota.top + max(given)) + 4).bit_length()
        return cls(weights, bounds, half, 2 * bits, given, (max(weights) + 1) << (2 * bits))

    def signpost(self, nth: int) -> int:
        """Return what a weight is divided by for its claim to the n-th unit; twice that for Webster."""
        return 2 * nth - 1 if self.half else nth

    def next_claim(self, at: int) -> int:
        """Return the claim to one more unit; 0 for those that can have none."""
        most = None if self.bounds is None else self.bounds.most[at]
        if most is not None and self.given[at] >= most:
            return 0
        return (self.weights[at] << self.shift) // self.signpost(self.given[at] + 1)

    def last_claim(self, at: int) -> int:
        """Return the claim to the last unit held; more than any claim for those that can lose none."""
        least = 0 if self.bounds is None else self.bounds.least[at]
        if self.given[at] <= least:
            return self.never
        return (self.weights[at] << self.shift) // self.signpost(self.given[at])

    def next_claims(self) -> list[int]:
        """Return `next_claim` of everybody."""
        if self.bounds is not None:
            return list(map(self.next_claim, range(len(self.weights))))
        shift, each = self.shift, self.signpost(2) - self.signpost(1)
        return [
            (weight << shift) // (each * held + 1)
            for weight, held in zip(self.weights, self.given, strict=True)
        ]

    def last_claims(self) -> list[int]:
        """Return `last_claim` of everybody."""
        if self.bounds is not None:
            return list(map(self.last_claim, range(len(self.weights))))
        shift, each, off, never = (
            self.shift,
            self.signpost(2) - self.signpost(1),
            -self.signpost(0),
            self.never,
        )
        return [
            (weight << shift) // (each * held - off) if held else never
            for weight, held in zip(self.weights, self.given, strict=True)
        ]

    def place(self, units: int) -> None:
        """Give units to the largest claims, or take some back from the smallest."""
        if units > 0:
            claims = self.next_claims()
            line = min(nlargest(units, claims))
            heap = [(-claim, -self.weights[at], at) for at, claim in enumerate(claims) if claim >= line]
            self._move(heap, units, 1, lambda at: (-self.next_claim(at), -self.weights[at], at))
        elif units < 0:
            claims = self.last_claims()
            line = max(nsmallest(-units, claims))
            heap = [(claim, self.weights[at], -at) for at, claim in enumerate(claims) if claim <= line]
            self._move(heap, -units, -1, lambda at: (self.last_claim(at), self.weights[at], -at))

    def _move(self, heap: list[_Entry], units: int, step: int, entry: Callable[[int], _Entry]) -> None:
        """Move units, one at a time; who is not among as many first claims as units is never moved."""
        heapify(heap)
        for _ in range(units):
            at = abs(heap[0][2])
            self.given[at] += step
            heapreplace(heap, entry(at))

    def finish(self) -> tuple[tuple[int, ...], tuple[int, ...], Fraction | None]:
        """Return who tied for the last unit and won or lost, and a divisor that gives this result."""
        lasts, nexts = self.last_claims(), self.next_claims()
        line = min(lasts)
        if line == self.never:
            return (), (), None
        at = lasts.index(line)
        divisor = Fraction(self.weights[at] * (2 if self.half else 1), self.signpost(self.given[at]))
        if max(nexts) < line:
            return (), (), divisor
        return _places(lasts, line), _places(nexts, line), divisor


def _places(claims: Sequence[int], line: int) -> tuple[int, ...]:
    return tuple(at for at, claim in enumerate(claims) if claim == line)


def half_up_shares(total: int, weights: Sequence[int], *, unit: int, bounds: Bounds | None = None) -> Outcome:
    """Return each share of a total rounded half up to whole units, whatever they add up to."""
    quota = quotas(total, weights, None)
    bottom = 2 * unit * quota.bottom
    given = [(2 * total * weight + unit * quota.bottom) // bottom for weight in weights]
    if bounds is None:
        return Outcome(given, quota)
    kept = [bounds.held(each, at) for at, each in enumerate(given)]
    held = {at: most for at, (each, most) in enumerate(zip(given, kept, strict=True)) if each != most}
    free = [at for at in quota.free if at not in held]
    return Outcome(kept, attrs.evolve(quota, fixed=held, free=free, held=len(held)))
