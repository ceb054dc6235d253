"""Whether targets are met: the composite score, the ratios of the sub-funds, and the word beside a target.

Every figure of policy is an argument; numbers are exact.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import attrs

from ssoplan.errors import Message, SsoplanError
from ssoplan.model import Comparator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssoplan.calculators.progress import Number

__all__ = ["ScoreError", "SubFundVector", "composite", "meets", "sub_fund_vector"]

_PERCENT = 100


class ScoreError(SsoplanError, ValueError):
    """Raised when a score cannot be told from what is given."""

    kind = "score"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-exact": Message(
            en="{value!r} is no exact number; give an int, Fraction or finite Decimal",
            th="{value!r} ไม่ใช่จำนวนที่แน่นอน ให้ระบุเป็น int, Fraction หรือ Decimal ที่มีค่าจำกัด",
        ),
        "weights": Message(
            en="the weights {work_plan} and {spending} do not add up to {whole}; give both in percent",
            th="น้ำหนัก {work_plan} และ {spending} รวมกันไม่ได้ {whole} ให้ระบุทั้งสองเป็นร้อยละ",
        ),
        "unknown-fund": Message(
            en="{fund!r} has a ratio and no minimum; choose from {choices}",
            th="{fund!r} มีอัตราส่วนแต่ไม่มีขั้นต่ำ ให้เลือกจาก {choices}",
        ),
        "no-target": Message(
            en="the comparator {comparator!r} needs a target; give one",
            th="คำเปรียบเทียบ {comparator!r} ต้องมีเป้าหมาย ให้ระบุเป้าหมาย",
        ),
        "no-comparison": Message(
            en="the comparator {comparator!r} compares no numbers; judge it without meets()",
            th="คำเปรียบเทียบ {comparator!r} ไม่ได้เปรียบเทียบตัวเลข ให้พิจารณาโดยไม่ใช้ meets()",
        ),
    }


def composite(
    work_plan: Number,
    spending: Number,
    *,
    work_plan_weight: Number,
    spending_weight: Number,
) -> Fraction:
    """Return the composite score of work and spending (KPI-07), in the unit of the two achievements.

    Args:
        work_plan: Achievement of the work plan.
        spending: Achievement of the spending plan, in the same unit.
        work_plan_weight: Percent (``kpi.composite.work_plan_weight``).
        spending_weight: Percent (``kpi.composite.spending_weight``).

    Raises:
        ScoreError: The weights do not add up to the whole, or a number is not exact.

    >>> composite(80, 90, work_plan_weight=60, spending_weight=40)
    Fraction(84, 1)
    """
    of_work, of_spending = _exact(work_plan_weight), _exact(spending_weight)
    if of_work + of_spending != _PERCENT:
        raise ScoreError("weights", work_plan=work_plan_weight, spending=spending_weight, whole=_PERCENT)
    return (of_work * _exact(work_plan) + of_spending * _exact(spending)) / _PERCENT


@attrs.frozen(kw_only=True)
class SubFundVector:
    """Which sub-funds reach their least adequacy ratio, in the order of the minimums.

    Attributes:
        passed: Those that do.
        failed: Those that do not.
        unknown: Those without a ratio.
        level: The level reached; None where the documents print none.
        reason: Why.
    """

    passed: tuple[str, ...]
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    level: int | None
    reason: Message

    @property
    def met(self) -> bool:
        """Whether each sub-fund reaches its minimum (KPI-04)."""
        return not self.failed and not self.unknown


def sub_fund_vector(
    ratios: Mapping[str, Number],
    minimums: Mapping[str, Number],
    *,
    sub_funds: int,
    level_of_all: int,
) -> SubFundVector:
    """Return which sub-funds reach their minimum (KPI-04), and the level if all of them do (KPI-05).

    Args:
        ratios: Times a year, by sub-fund.
        minimums: The least of each (``fund_adequacy.minimum.*``), by the same names.
        sub_funds: How many sub-funds all of them are (``fund_adequacy.sub_funds``).
        level_of_all: The level when all pass (``fund_adequacy.level_of_all``), the only one printed.

    Raises:
        ScoreError: A ratio is of a sub-fund without a minimum, or a number is not exact.

    >>> sub_fund_vector({"a": 1, "b": 2}, {"a": 1, "b": 3}, sub_funds=2, level_of_all=5).failed
    ('b',)
    """
    for fund in ratios:
        if fund not in minimums:
            raise ScoreError("unknown-fund", fund=fund, choices=", ".join(minimums))
    known = {
        fund: _exact(ratios[fund]) >= _exact(least) for fund, least in minimums.items() if fund in ratios
    }
    passed = tuple(fund for fund, passes in known.items() if passes)
    every = len(passed) == len(minimums) == sub_funds
    return SubFundVector(
        passed=passed,
        failed=tuple(fund for fund, passes in known.items() if not passes),
        unknown=tuple(fund for fund in minimums if fund not in ratios),
        level=level_of_all if every else None,
        reason=_ALL if every else _NOT_ALL,
    )


def meets(
    result: Number,
    target: Number | None,
    comparator: Comparator,
    *,
    unstated: Comparator,
) -> bool:
    """Return whether a result meets its target, as the word between them says (KPI-01, KPI-02, KPI-08, KPI-10).

    Args:
        result: The result; for an increase or a decrease the change since the base, a fall below 0.
        target: The target; for a benchmark its value; None for an increase or a decrease without a number.
        comparator: The word printed beside the target.
        unstated: What a target without a word is read as (``option.unstated_comparator``).

    Raises:
        ScoreError: The comparator compares no numbers, or there is no target to compare with, or a number is not exact.

    >>> [meets(rank, 40, Comparator.RANK_AT_WORST, unstated=Comparator.AT_LEAST) for rank in (35, 40, 41)]
    [True, True, False]
    """
    word = unstated if comparator is Comparator.UNSTATED else comparator
    value = _exact(result)
    if word in (Comparator.CERTIFIED, Comparator.UNSTATED):
        raise ScoreError("no-comparison", comparator=word.value)
    if word in (Comparator.INCREASE, Comparator.DECREASE):
        gain = value if word is Comparator.INCREASE else -value
        return gain > 0 if target is None else gain >= _exact(target)
    if target is None:
        raise ScoreError("no-target", comparator=word.value)
    return value <= _exact(target) if word is Comparator.RANK_AT_WORST else value >= _exact(target)


def _exact(value: Number) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise ScoreError("not-exact", value=value)
    if isinstance(value, Decimal) and not value.is_finite():
        raise ScoreError("not-exact", value=value)
    return Fraction(value)


_ALL = Message(en="every sub-fund reaches its minimum", th="ทุกกองทุนย่อยไม่ต่ำกว่าขั้นต่ำ")
_NOT_ALL = Message(
    en="not every sub-fund is known to reach its minimum; the documents print the level of all of them only",
    th="ยังไม่ทราบว่าทุกกองทุนย่อยไม่ต่ำกว่าขั้นต่ำ เอกสารพิมพ์เฉพาะระดับเมื่อผ่านครบทุกกองทุน",
)
