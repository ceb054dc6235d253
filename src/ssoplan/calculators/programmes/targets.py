"""What each office is to do in a year, given as a number or as the twelve months the office chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ssoplan.calculators.checks import check_count, check_each, whole
from ssoplan.calculators.errors import CalculatorError
from ssoplan.errors import Message
from ssoplan.model import Office, OfficeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "MONTH_KEYS",
    "OfficeTarget",
    "TargetError",
    "TrainingTarget",
    "by_month",
    "check_offices",
    "check_targets",
    "group_of",
    "office_targets",
]

MONTH_KEYS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The columns of the months, as the published office tables name them."""

CENTRAL_TH = "ส่วนกลาง"
_SUMS = (OfficeKind.COUNTRY, OfficeKind.REGION, OfficeKind.BANGKOK, OfficeKind.GROUP)


class TargetError(CalculatorError):
    """Raised when the targets of offices do not make a table."""

    kind = "office-target"
    messages: ClassVar[Mapping[str, Message]] = {
        "no-offices": Message(
            en="no office is given; give at least one with its target",
            th="ไม่ได้ระบุหน่วยงาน ให้ระบุอย่างน้อยหนึ่งหน่วยงานพร้อมเป้าหมาย",
        ),
        "not-targets": Message(
            en="the targets are {value!r} ({type}); give a mapping from each Office to its number or its twelve months",
            th="เป้าหมายเป็น {value!r} ({type}) ให้ระบุเป็นตารางจับคู่ (dict) จาก Office ไปยังจำนวนทั้งปีหรือจำนวนสิบสองเดือน",
        ),
        "a-mapping": Message(
            en="{name} is a mapping; give a list of OfficeTarget, which office_targets(…) makes of a mapping",
            th="{name} เป็นตารางจับคู่ (dict) ให้ระบุรายการของ OfficeTarget ซึ่งสร้างจากตารางจับคู่ได้ด้วย office_targets(…)",
        ),
        "not-an-office": Message(
            en="a target is given for {value!r} ({type}); give it for an Office, such as Office(name_th=…, region_th=…)",
            th="มีเป้าหมายของ {value!r} ({type}) ให้ระบุเป้าหมายของ Office เช่น Office(name_th=…, region_th=…)",
        ),
        "not-a-target": Message(
            en="the target of {office} is {value!r} ({type}); give a whole number, or a list of one for each month",
            th="เป้าหมายของ{office} เป็น {value!r} ({type}) ให้ระบุจำนวนเต็ม หรือรายการจำนวนเต็มครบทุกเดือน",
        ),
        "twice": Message(
            en="{office} is given {times} times; give each office once",
            th="ระบุ {office} {times} ครั้ง ให้ระบุแต่ละหน่วยงานครั้งเดียว",
        ),
        "a-sum": Message(
            en="{office} is a {kind}, which adds up offices; give its offices, the table adds them up",
            th="{office} เป็นแถวยอดรวม ({kind}) ให้ระบุหน่วยงานในกลุ่ม ตารางจะรวมให้เอง",
        ),
        "no-region": Message(
            en="{office} names no region, so no subtotal can hold it; give Office(region_th=…)",
            th="{office} ไม่ระบุภาค จึงรวมเข้ากลุ่มใดไม่ได้ ให้ระบุ Office(region_th=…)",
        ),
        "not-months": Message(
            en="the months are {value!r} ({type}); give a list of whole numbers",
            th="รายเดือนเป็น {value!r} ({type}) ให้ระบุรายการของจำนวนเต็ม",
        ),
        "not-twelve": Message(
            en="{office} has {found} months; give one number for each of the {expected} months, 0 where nothing is planned",
            th="{office} มี {found} เดือน ให้ระบุครบ {expected} เดือน เดือนที่ไม่มีแผนระบุ 0",
        ),
        "months-differ": Message(
            en="the months of {office} add up to {months}, but its target is {number}; change one of them",
            th="ผลรวมรายเดือนของ {office} เป็น {months} แต่เป้าหมายเป็น {number} ให้แก้อย่างใดอย่างหนึ่ง",
        ),
        "not-a-unit": Message(
            en="{office} plans {number} persons, but a service unit serves {expected}; change the months, or give the office alone",
            th="{office} วางแผน {number} คน แต่หน่วยบริการหนึ่งหน่วยให้บริการ {expected} คน ให้แก้รายเดือนหรือระบุเฉพาะหน่วยงาน",
        ),
        "below-zero": Message(
            en="{office} falls to {level} persons; a number of persons cannot be below zero, so check its base and growth",
            th="{office} ลดลงเหลือ {level} คน จำนวนคนต่ำกว่าศูนย์ไม่ได้ ให้ตรวจฐานและอัตราเพิ่ม",
        ),
        "no-such-month": Message(
            en="{office} trains in month {month}, which is none; give each month once, from 1 to {last}",
            th="{office} จัดอบรมเดือนที่ {month} ซึ่งไม่มี ให้ระบุแต่ละเดือนครั้งเดียว ตั้งแต่ 1 ถึง {last}",
        ),
        "mixed": Message(
            en="{first} is given by month and {second} is not; give all offices by month, or none",
            th="{first} ระบุรายเดือน แต่ {second} ไม่ได้ระบุ ให้ระบุรายเดือนทุกหน่วยงานหรือไม่ระบุเลย",
        ),
    }


def _months(given: Iterable[int] | None) -> tuple[int, ...] | None:
    return None if given is None else _numbers(given)


def _numbers(given: Iterable[int]) -> tuple[int, ...]:
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        raise TargetError("not-months", value=given, type=type(given).__name__)
    return tuple(map(whole, given))


@attrs.frozen(kw_only=True)
class OfficeTarget:
    """What one office is to do in a year.

    Attributes:
        office: The office; its region is the group that it is added up in.
        number: How many in the year: persons, classes … Left out, it is the sum of the months.
        monthly: How many in each of the twelve months of the table, where the office has chosen them.

    Raises:
        CalculatorError: A number is no whole number, or below zero.
        TargetError: There are not twelve months, or they do not add up to the number.
    """

    office: Office
    monthly: tuple[int, ...] | None = attrs.field(default=None, converter=_months)
    number: int = attrs.field(converter=whole)

    @number.default
    def _sum_of_months(self) -> int | None:
        months = self.monthly
        return None if months is None or not all(isinstance(each, int) for each in months) else sum(months)

    def __attrs_post_init__(self) -> None:
        """Refuse months that do not make the year."""
        name = _name(self.office)
        for value in self.monthly or ():
            check_count(value, name)
        check_count(self.number, name)
        if self.monthly is None:
            return
        if len(self.monthly) != len(MONTH_KEYS):
            raise TargetError("not-twelve", office=name, found=len(self.monthly), expected=len(MONTH_KEYS))
        if sum(self.monthly) != self.number:
            raise TargetError("months-differ", office=name, months=sum(self.monthly), number=self.number)


@attrs.frozen(kw_only=True)
class TrainingTarget:
    """The classes of one office in a year, and the months in which it trains; a class may run over two months.

    Attributes:
        office: The office.
        classes: The classes of the year.
        months: The months with training, each a number from 1.

    Raises:
        CalculatorError: The classes are no whole number, or below zero.
        TargetError: A month is none of the year, or given twice.
    """

    office: Office
    classes: int = attrs.field(converter=whole)
    months: tuple[int, ...] = attrs.field(converter=_numbers)

    def __attrs_post_init__(self) -> None:
        """Refuse months that are none."""
        name = _name(self.office)
        check_count(self.classes, name)
        for month in self.months:
            if month not in range(1, len(MONTH_KEYS) + 1) or self.months.count(month) > 1:
                raise TargetError("no-such-month", office=name, month=month, last=len(MONTH_KEYS))


def office_targets(given: Mapping[Office, int | Sequence[int]]) -> list[OfficeTarget]:
    """Return the targets of offices, each given as the number of the year or as its twelve months.

    Raises:
        CalculatorError: A number is no whole number, or below zero.
        TargetError: It is no mapping from offices to numbers or months.

    >>> yala = Office(name_th="ยะลา", kind=OfficeKind.PROVINCE, region_th="ภาคใต้")
    >>> [target.number for target in office_targets({yala: [0, 50, 50, 50, 50, 60, 60, 60, 60, 50, 60, 50]})]
    [600]
    """
    if not isinstance(given, Mapping):
        raise TargetError("not-targets", value=given, type=type(given).__name__)
    return [_target(office, whole(value)) for office, value in given.items()]


def _target(office: Office, value: Any) -> OfficeTarget:
    name = _name(office)
    if isinstance(value, int):
        return OfficeTarget(office=office, number=value)
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise TargetError("not-a-target", office=name, value=value, type=type(value).__name__)
    return OfficeTarget(office=office, monthly=value)


def _name(office: Office) -> str:
    if not isinstance(office, Office):
        raise TargetError("not-an-office", value=office, type=type(office).__name__)
    return office.name_th


def check_targets(given: Sequence[OfficeTarget], name: str = "targets") -> None:
    """Refuse what is no list of targets of offices.

    Raises:
        TargetError: It is a mapping, which `office_targets` makes targets of.
        CalculatorTypeError: It is no list, or one of it is no target.
    """
    if isinstance(given, Mapping):
        raise TargetError("a-mapping", name=name)
    check_each(given, OfficeTarget, name=name)


def check_offices(offices: Sequence[Office]) -> None:
    """Refuse offices that cannot stand in one table with subtotals.

    Raises:
        TargetError: There is none, one twice, one that is a sum, or one without a region.
    """
    if not offices:
        raise TargetError("no-offices")
    office, times = Counter(each.name_th for each in offices).most_common(1)[0]
    if times > 1:
        raise TargetError("twice", office=office, times=times)
    for each in offices:
        if each.kind in _SUMS:
            raise TargetError("a-sum", office=each.name_th, kind=each.kind.value)
        group_of(each)


def group_of(office: Office) -> str:
    """Return the region that an office is added up in; central divisions are their own group.

    Raises:
        TargetError: It names no region.
    """
    if office.region_th is not None:
        return office.region_th
    if office.kind is OfficeKind.CENTRAL:
        return CENTRAL_TH
    raise TargetError("no-region", office=office.name_th)


def by_month(targets: Sequence[OfficeTarget]) -> bool:
    """Return whether the targets are given by month.

    Raises:
        TargetError: Some are and some are not.
    """
    given = [each for each in targets if each.monthly is not None]
    bare = [each for each in targets if each.monthly is None]
    if given and bare:
        raise TargetError("mixed", first=given[0].office.name_th, second=bare[0].office.name_th)
    return bool(given)
