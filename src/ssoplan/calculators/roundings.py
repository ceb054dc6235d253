"""The roundings of many numbers as one record: how many were changed, and the one that was changed most."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calculators.calculation import Rounded
from ssoplan.calculators.rounding_words import rounded_to
from ssoplan.calculators.showing import show
from ssoplan.errors import Message
from ssoplan.money import Baht

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssoplan.errors import Language

__all__ = ["RoundedMany", "farthest", "merged"]


@attrs.frozen
class RoundedMany(Rounded):
    """The roundings of many numbers; ``exact`` and ``value`` are those of the number that was changed most.

    Attributes:
        count: How many numbers there are.
        changed: How many of them are not their exact value.
        where: Whose number was changed most: a member, a month, an office; the first of several.
    """

    count: int
    changed: int
    where: Any

    @property
    def most(self) -> Fraction:
        """The largest difference between a number and its exact value, in baht for money."""
        return _off(self)

    def text(self, lang: Language = "en") -> str:
        """Return the roundings in words."""
        return _MANY.text(
            lang,
            what=self.what.text(lang),
            changed=show(self.changed, lang),
            count=show(self.count, lang),
            where=show(self.where, lang),
            exact=self._shown(self.exact, lang),
            value=self._shown(self.value, lang),
            rule=rounded_to(self.rule, self.unit).text(lang),
        )


def farthest(given: Sequence[int], shares: Iterable[int], divisor: int) -> tuple[int, int]:
    """Return how many whole numbers are not their share ÷ divisor, and the place of the one farthest from it.

    >>> farthest([3, 2, 5], [10, 6, 15], 3)
    (1, 0)
    """
    off = [share - each * divisor for each, share in zip(given, shares, strict=True)]
    low, high = min(off), max(off)
    return len(off) - off.count(0), min(
        off.index(each) for each in (low, high) if abs(each) == max(high, -low)
    )


def merged(found: Sequence[tuple[Any, Rounded]], *, count: int) -> RoundedMany:
    """Return roundings of one kind as one record.

    Args:
        found: Each rounding with the name of what it is of; at least one.
        count: How many numbers there are, those included that were exact.
    """
    name, most = max(found, key=lambda each: _off(each[1]))
    return RoundedMany(
        most.what,
        most.exact,
        most.value,
        most.rule,
        most.unit,
        count=count,
        changed=sum(each.changed if isinstance(each, RoundedMany) else 1 for _, each in found),
        where=(name, most.where) if isinstance(most, RoundedMany) else name,
    )


def _off(rounded: Rounded) -> Fraction:
    return abs(_number(rounded.value) - _number(rounded.exact))


def _number(value: Any) -> Fraction:
    return Fraction(value.baht if isinstance(value, Baht) else value)


_MANY = Message(
    en="{what}: {changed} of {count} are not their exact value; most for {where}: {exact} → {value} ({rule})",
    th="{what}: {changed} จาก {count} ค่าไม่เท่ากับค่าก่อนปัดเศษ ต่างมากที่สุดที่ {where}: {exact} → {value} ({rule})",
)
