"""How large a section 40 network has to be, and where two rules of sizing cannot both be kept.

A network is sized by what it was at the end of the year before (NET-01, NET-02), by the workers to one
representative (NET-03) and by the villages to cover (NET-04). Every figure of policy is an argument.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from ssoplan.calculators.errors import check_count, check_positive

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "RepresentativeSizing",
    "least_members",
    "least_registrations",
    "most_representatives",
    "size_representatives",
    "training_seats",
]

_PERCENT = 100


def least_members(base: int, *, minimum: int, share_percent: int | Decimal, unit: int) -> int:
    """Return the least number of network members to aim at (NET-01): the greater of a number and a share of the base.

    Args:
        base: Members of the network at the base date.
        minimum: The least number whatever the base (``network.minimum_members``).
        share_percent: The share of the base (``network.minimum_members_share``).
        unit: What a share is rounded up to (``rounding.minimum_persons``).

    Raises:
        CalculatorError: A number is below zero, or the unit is not above it.

    >>> [least_members(base, minimum=20, share_percent=10, unit=1) for base in (0, 200, 201)]
    [20, 20, 21]
    """
    check_count(minimum, "minimum")
    return max(minimum, _share_up(base, share_percent, unit))


def least_registrations(base: int, *, share_percent: int | Decimal, unit: int) -> int:
    """Return the least number of new persons to register through the network (NET-02): a share of those at the base date.

    Args:
        base: Persons registered through the network at the base date.
        share_percent: The share of them (``network.minimum_registrations_share``).
        unit: What the share is rounded up to (``rounding.minimum_persons``).

    Raises:
        CalculatorError: The base is below zero, or the unit is not above it.

    >>> [least_registrations(base, share_percent=10, unit=1) for base in (14_150, 14_151, 14_160)]
    [1415, 1416, 1416]
    """
    return _share_up(base, share_percent, unit)


def most_representatives(workers: int, *, workers_per_representative: int) -> int:
    """Return the most representatives that can be appointed, each for at least so many workers (NET-03).

    Raises:
        CalculatorError: A number is below zero, or the workers to one representative are none.

    >>> most_representatives(11_030, workers_per_representative=20)
    551
    """
    each = check_positive(workers_per_representative, "workers_per_representative")
    return check_count(workers, "workers") // each


def training_seats(batches: int, *, batch_size: int) -> int:
    """Return the seats of a training in batches (NET-04).

    >>> training_seats(3, batch_size=300)
    900
    """
    return check_count(batches, "batches") * check_count(batch_size, "batch_size")


@attrs.frozen(kw_only=True)
class RepresentativeSizing:
    """What two rules ask of one network: few representatives, each for many workers, and one for each village.

    Attributes:
        workers: The workers to be represented.
        by_villages: Representatives that the villages ask for, one each: the least of NET-04.
        by_workers: Representatives that the workers allow: the most of NET-03.
    """

    workers: int
    by_villages: int
    by_workers: int

    @property
    def conflict(self) -> bool:
        """Whether no number of representatives keeps both rules."""
        return self.by_villages > self.by_workers

    @property
    def workers_per_village(self) -> Fraction | None:
        """The workers to each representative when every village has one; None without villages."""
        return Fraction(self.workers, self.by_villages) if self.by_villages else None


def size_representatives(
    workers: int, *, villages: int, workers_per_representative: int
) -> RepresentativeSizing:
    """Return what the workers allow (NET-03) beside what the villages ask for (NET-04).

    Args:
        workers: Those to be represented. The Yasothon slides do not say whether all informal workers count or the
            members aimed at; for the former the rules agree, for the latter they do not.
        villages: Villages to cover, one representative each.
        workers_per_representative: The least number of workers to one (``network.workers_per_representative``).

    Raises:
        CalculatorError: A number is below zero, or the workers to one representative are none.

    >>> size_representatives(11_030, villages=885, workers_per_representative=20).conflict
    True
    >>> size_representatives(264_808, villages=885, workers_per_representative=20).conflict
    False
    """
    most = most_representatives(workers, workers_per_representative=workers_per_representative)
    return RepresentativeSizing(
        workers=workers, by_villages=check_count(villages, "villages"), by_workers=most
    )


def _share_up(base: int, share_percent: int | Decimal, unit: int) -> int:
    share = Fraction(check_count(base, "base")) * Fraction(share_percent) / _PERCENT
    step = check_positive(unit, "unit")
    return -(-share // step) * step
