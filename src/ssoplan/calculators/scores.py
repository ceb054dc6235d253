"""Whether targets are met: the composite score, the ratios of the sub-funds, and the word beside a target.

Numbers are exact; a float is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

import attrs

from ssoplan.calculators.checks import check_day, check_kind, one_of
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.exact import exact
from ssoplan.calculators.worksheet import Worksheet, calculator
from ssoplan.errors import Message
from ssoplan.model import Comparator

if TYPE_CHECKING:
    import datetime as dt
    from fractions import Fraction

    from ssoplan.calculators.exact import Number
    from ssoplan.errors import Language
    from ssoplan.parameters import Parameters

__all__ = ["ScoreError", "SubFundVector", "composite", "meets", "sub_fund_vector"]

_PERCENT = 100


class ScoreError(CalculatorError):
    """Raised when a score cannot be told from what is given."""

    kind = "score"
    messages: ClassVar[Mapping[str, Message]] = {
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


@calculator
def composite(
    sheet: Worksheet,
    work_plan: Number,
    spending: Number,
    *,
    on: dt.date,
    parameters: Parameters | None = None,
) -> Fraction:
    """Return the composite score of work and spending (KPI-07), in the unit of the two achievements.

    Args:
        work_plan: Achievement of the work plan.
        spending: Achievement of the spending plan, in the same unit.
        on: The day whose weights hold (``kpi.composite.work_plan_weight``, ``kpi.composite.spending_weight``).
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        ScoreError: The weights do not add up to the whole.
        CalculatorError: A number is not exact.

    >>> import datetime as dt
    >>> composite(80, 90, on=dt.date(2023, 12, 31)).value
    Fraction(84, 1)
    """
    figures = sheet.figures(parameters, on=on)
    of_work, of_spending = figures["kpi.composite.work_plan_weight"], figures["kpi.composite.spending_weight"]
    if of_work + of_spending != _PERCENT:
        raise ScoreError("weights", work_plan=of_work, spending=of_spending, whole=_PERCENT)
    score = (
        exact(of_work) * exact(work_plan, "work_plan") + exact(of_spending) * exact(spending, "spending")
    ) / _PERCENT
    return sheet.step(
        _COMPOSITE, of_work=of_work, work=work_plan, of_spending=of_spending, spending=spending, result=score
    )


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

    def text(self, lang: Language = "en") -> str:
        """Return how many reach their minimum, and why there is a level or none."""
        numbers = {name: len(getattr(self, name)) for name in ("passed", "failed", "unknown")}
        level = "" if self.level is None else _LEVEL.text(lang, level=self.level)
        return _VECTOR.text(lang, **numbers, level=level, reason=self.reason.text(lang))

    @property
    def met(self) -> bool:
        """Whether each sub-fund reaches its minimum (KPI-04)."""
        return not self.failed and not self.unknown


@calculator
def sub_fund_vector(
    sheet: Worksheet,
    ratios: Mapping[str, Number],
    *,
    on: dt.date,
    parameters: Parameters | None = None,
) -> SubFundVector:
    """Return which sub-funds reach their minimum (KPI-04), and the level if all of them do (KPI-05).

    Args:
        ratios: Times a year, by sub-fund: the names that follow ``fund_adequacy.minimum.``.
        on: The day whose minimums hold.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        ScoreError: A ratio is of a sub-fund without a minimum.
        CalculatorError: A number is not exact.

    >>> import datetime as dt
    >>> sub_fund_vector({"four_cases": 1}, on=dt.date(2023, 12, 31)).value.unknown
    ('old_age', 'section_40', 'unemployment')
    """
    figures = sheet.figures(parameters, on=on)
    minimums = figures.under(_MINIMUM)
    for fund in check_kind(ratios, Mapping, name="ratios"):
        if fund not in minimums:
            raise ScoreError("unknown-fund", fund=fund, choices=", ".join(minimums))
    known = {
        fund: sheet.step(
            _AGAINST_LEAST,
            fund=figures.title(f"{_MINIMUM}.{fund}"),
            ratio=ratios[fund],
            least=least,
            result=exact(ratios[fund], one_of("ratios")) >= exact(least),
        )
        for fund, least in minimums.items()
        if fund in ratios
    }
    passed = tuple(fund for fund, passes in known.items() if passes)
    level = figures.known("fund_adequacy.level_of_all")
    every = len(passed) == len(minimums) == figures.count("fund_adequacy.sub_funds")
    return SubFundVector(
        passed=passed,
        failed=tuple(fund for fund, passes in known.items() if not passes),
        unknown=tuple(fund for fund in minimums if fund not in ratios),
        level=level if every else None,
        reason=_NOT_ALL if not every else _ALL if level is not None else _NO_LEVEL,
    )


@calculator
def meets(
    sheet: Worksheet,
    result: Number,
    target: Number | None,
    comparator: Comparator,
    *,
    on: dt.date,
    parameters: Parameters | None = None,
) -> bool:
    """Return whether a result meets its target, as the word between them says (KPI-01, KPI-02, KPI-08, KPI-10).

    Args:
        result: The result; for an increase or a decrease the change since the base, a fall below 0.
        target: The target; for a benchmark its value; None for an increase or a decrease without a number.
        comparator: The word printed beside the target.
        on: The day whose option holds for a target without a word (``option.unstated_comparator``).
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        ScoreError: The comparator compares no numbers, or there is no target to compare with.
        CalculatorError: A number is not exact.

    >>> import datetime as dt
    >>> [meets(rank, 40, Comparator.RANK_AT_WORST, on=dt.date(2023, 12, 31)).value for rank in (35, 40, 41)]
    [True, True, False]
    """
    word = check_kind(comparator, Comparator, name="comparator")
    check_day(on, "on")
    if comparator is Comparator.UNSTATED:
        word = Comparator(sheet.figures(parameters, on=on)["option.unstated_comparator"])
    return sheet.step(
        _MEETS, value=result, word=word, target=target, result=_meets(exact(result, "result"), target, word)
    )


def _meets(value: Fraction, target: Number | None, word: Comparator) -> bool:
    if word in (Comparator.CERTIFIED, Comparator.UNSTATED):
        raise ScoreError("no-comparison", comparator=word.value)
    if word in (Comparator.INCREASE, Comparator.DECREASE):
        gain = value if word is Comparator.INCREASE else -value
        return gain > 0 if target is None else gain >= exact(target, "target")
    if target is None:
        raise ScoreError("no-target", comparator=word.value)
    return (
        value <= exact(target, "target")
        if word is Comparator.RANK_AT_WORST
        else value >= exact(target, "target")
    )


_VECTOR = Message(
    en="{passed} sub-funds reach their minimum, {failed} do not, {unknown} without a ratio{level}: {reason}",
    th="ถึงขั้นต่ำ {passed} กองทุนย่อย ไม่ถึง {failed} ไม่ทราบอัตราส่วน {unknown}{level}: {reason}",
)
_LEVEL = Message(en="; level {level}", th=" ระดับ {level}")
_MINIMUM = "fund_adequacy.minimum"
_COMPOSITE = Message(
    en="({of_work} × {work} + {of_spending} × {spending}) ÷ 100 = {result}",
    th="(ผลตามแผนปฏิบัติการ {of_work} × {work} + ผลการใช้จ่าย {of_spending} × {spending}) ÷ 100 = {result}",
)
_AGAINST_LEAST = Message(en="{fund}: {ratio} ≥ {least}: {result}", th="{fund}: {ratio} ≥ {least}: {result}")
_MEETS = Message(
    en="{value} against {target} ({word}): {result}", th="{value} เทียบกับ {target} ({word}): {result}"
)
_ALL = Message(en="every sub-fund reaches its minimum", th="ทุกกองทุนย่อยถึงขั้นต่ำ")
_NOT_ALL = Message(
    en="not every sub-fund is known to reach its minimum; the documents print the level of all of them only",
    th="ยังยืนยันไม่ได้ว่าทุกกองทุนย่อยถึงขั้นต่ำ เอกสารระบุระดับไว้เฉพาะกรณีที่ผ่านครบทุกกองทุน",
)
_NO_LEVEL = Message(
    en="every sub-fund reaches its minimum; the documents print no level for that day",
    th="ทุกกองทุนย่อยถึงขั้นต่ำ แต่เอกสารไม่ได้ระบุระดับสำหรับวันนั้น",
)
