"""How large a section 40 network has to be, and where two rules of sizing cannot both be kept.

A network is sized by what it was at the end of the year before (NET-01, NET-02), by the workers to one
representative (NET-03) and by the villages to cover (NET-04). The calculators read the figures of policy; the bare
formulas take them as arguments.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from ssoplan.calculators.amounts import nearest
from ssoplan.calculators.checks import check_count, check_positive
from ssoplan.calculators.worksheet import Worksheet, calculator
from ssoplan.errors import Message

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from ssoplan.errors import Language
    from ssoplan.parameters import Parameters

__all__ = [
    "RepresentativeSizing",
    "least_members",
    "least_registrations",
    "most_representatives",
    "share_rounded_up",
    "size_representatives",
    "training_seats",
    "whole_groups",
]

PERSON_TH = "คน"
_PERCENT = 100


def share_rounded_up(base: int, *, share_percent: int | Decimal, unit: int) -> int:
    """Return a share of a count of persons, rounded up to a multiple of a unit.

    Raises:
        CalculatorError: The base is below zero, or the unit is not above it.

    >>> [share_rounded_up(base, share_percent=10, unit=1) for base in (14_150, 14_151, 14_160)]
    [1415, 1416, 1416]
    """
    return nearest(_share(base, share_percent), rounding="up", unit=check_positive(unit, "unit"))


def whole_groups(count: int, *, size: int) -> int:
    """Return how many whole groups of a size a count has.

    Raises:
        CalculatorError: A number is below zero, or the size is none.
    """
    return nearest(Fraction(check_count(count, "count"), check_positive(size, "size")), rounding="down")


def _share(base: int, percent: int | Decimal) -> Fraction:
    return Fraction(check_count(base, "base")) * Fraction(percent) / _PERCENT


def _share_step(sheet: Worksheet, base: int, percent: int | Decimal, unit: int) -> int:
    """Return a share rounded up to whole persons, and write the working."""
    share = sheet.rounded(_OF_BASE, _share(base, percent), rounding="up", unit=unit, counted=PERSON_TH)
    return sheet.step(_SHARE, share=percent, base=base, result=share)


def _groups_step(sheet: Worksheet, workers: int, each: int) -> int:
    """Return the representatives that the workers allow, and write the working."""
    exact = Fraction(check_count(workers, "workers"), check_positive(each, "size"))
    allowed = sheet.rounded(_ALLOWED, exact, rounding="down", counted=PERSON_TH)
    return sheet.step(_BY_WORKERS, workers=workers, each=each, result=allowed)


@calculator
def least_members(sheet: Worksheet, base: int, *, on: dt.date, parameters: Parameters | None = None) -> int:
    """Return the least number of network members to aim at (NET-01): the greater of a number and a share of the base.

    Args:
        base: Members of the network at the base date.
        on: The day whose policy holds.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        CalculatorError: The base is no count.
        ParameterWindowError: No figure is known for the day.

    >>> import datetime as dt
    >>> [least_members(base, on=dt.date(2021, 12, 31)).value for base in (0, 200, 201)]
    [20, 20, 21]
    """
    figures = sheet.figures(parameters, on=on)
    least, share = figures.count("network.minimum_members"), figures["network.minimum_members_share"]
    of_base = _share_step(sheet, base, share, figures.count("rounding.minimum_persons"))
    return sheet.step(_GREATER, least=least, share=of_base, result=max(least, of_base))


@calculator
def least_registrations(
    sheet: Worksheet, base: int, *, on: dt.date, parameters: Parameters | None = None
) -> int:
    """Return the least number of new persons to register through the network (NET-02): a share of those at the base date.

    Args:
        base: Persons registered through the network at the base date.
        on: The day whose policy holds.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        CalculatorError: The base is no count.
        ParameterWindowError: No figure is known for the day.

    >>> import datetime as dt
    >>> least_registrations(14_151, on=dt.date(2021, 12, 31)).value
    1416
    """
    figures = sheet.figures(parameters, on=on)
    share, unit = figures["network.minimum_registrations_share"], figures.count("rounding.minimum_persons")
    return _share_step(sheet, base, share, unit)


@calculator
def most_representatives(
    sheet: Worksheet, workers: int, *, on: dt.date, parameters: Parameters | None = None
) -> int:
    """Return the most representatives that can be appointed, each for at least so many workers (NET-03).

    Args:
        workers: Those to be represented.
        on: The day whose policy holds.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        CalculatorError: The workers are no count.
        ParameterWindowError: No figure is known for the day.

    >>> import datetime as dt
    >>> most_representatives(11_030, on=dt.date(2013, 1, 1)).value
    551
    """
    each = sheet.figures(parameters, on=on).count("network.workers_per_representative")
    return _groups_step(sheet, workers, each)


@calculator
def training_seats(
    sheet: Worksheet,
    *,
    on: dt.date,
    batches: int | None = None,
    parameters: Parameters | None = None,
) -> int:
    """Return the seats of a network's training in batches (NET-04).

    Args:
        on: The day whose policy holds.
        batches: How many batches; those of the policy unless stated.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        CalculatorError: The batches are no count.
        ParameterWindowError: No figure is known for the day.

    >>> import datetime as dt
    >>> training_seats(on=dt.date(2013, 1, 1)).value
    900
    """
    figures = sheet.figures(parameters, on=on)
    held = figures.count("network.training_batches") if batches is None else check_count(batches, "batches")
    size = figures.count("network.training_batch_size")
    return sheet.step(_SEATS, batches=held, size=size, result=held * size)


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

    def text(self, lang: Language = "en") -> str:
        """Return both numbers in words."""
        return _SIZING.text(lang, by_villages=f"{self.by_villages:,}", by_workers=f"{self.by_workers:,}")


@calculator
def size_representatives(
    sheet: Worksheet,
    workers: int,
    *,
    on: dt.date,
    villages: int | None = None,
    parameters: Parameters | None = None,
) -> RepresentativeSizing:
    """Return what the workers allow (NET-03) beside what the villages ask for (NET-04).

    Args:
        workers: Those to be represented. The Yasothon slides do not say whether all informal workers count or the
            members aimed at; for the former the rules agree, for the latter they do not.
        on: The day whose policy holds.
        villages: Villages to cover, one representative each; those of the policy unless stated.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        CalculatorError: A number is no count.
        ParameterWindowError: No figure is known for the day.

    >>> import datetime as dt
    >>> size_representatives(11_030, on=dt.date(2013, 1, 1)).value.conflict
    True
    >>> size_representatives(264_808, on=dt.date(2013, 1, 1)).value.conflict
    False
    """
    figures = sheet.figures(parameters, on=on)
    each = figures.count("network.workers_per_representative")
    asked = figures.count("network.villages") if villages is None else check_count(villages, "villages")
    allowed = _groups_step(sheet, workers, each)
    sheet.step(_BY_VILLAGES, result=asked)
    sizing = RepresentativeSizing(workers=workers, by_villages=asked, by_workers=allowed)
    if sizing.conflict:
        sheet.note(_CONFLICT, villages=asked, workers=allowed)
    return sizing


_OF_BASE = Message(en="share", th="จำนวนตามร้อยละ")
_ALLOWED = Message(en="representatives by workers", th="จำนวนตัวแทนตามแรงงาน")
_SHARE = Message(
    en="{share} % of {base} persons, rounded up = {result}",
    th="ร้อยละ {share} ของ {base} คน ปัดเศษขึ้น = {result} คน",
)
_GREATER = Message(
    en="the greater of {least} and {share} = {result}",
    th="จำนวนที่มากกว่าระหว่าง {least} กับ {share} = {result} คน",
)
_BY_WORKERS = Message(
    en="{workers} workers ÷ {each} to a representative, whole = {result}",
    th="แรงงาน {workers} คน ÷ ตัวแทน 1 คนต่อ {each} คน (เฉพาะจำนวนเต็ม) = {result} คน",
)
_BY_VILLAGES = Message(
    en="one representative for each village = {result}", th="ตัวแทนหมู่บ้านละ 1 คน = {result} คน"
)
_SEATS = Message(
    en="{batches} batches × {size} persons = {result}", th="{batches} รุ่น × {size} คน = {result} คน"
)
_CONFLICT = Message(
    en="NET-03 and NET-04 cannot both be kept: the villages ask for {villages}, the workers allow {workers}",
    th="NET-03 กับ NET-04 ปฏิบัติพร้อมกันไม่ได้: ตามจำนวนหมู่บ้านต้องมี {villages} คน แต่ตามจำนวนแรงงานมีได้ไม่เกิน {workers} คน",
)
_SIZING = Message(
    en="{by_villages} by the villages, at most {by_workers} by the workers",
    th="ตามหมู่บ้าน {by_villages} คน ตามจำนวนแรงงานไม่เกิน {by_workers} คน",
)
