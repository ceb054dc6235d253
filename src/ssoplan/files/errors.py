"""What can be wrong with a document file: one error a fault, with the place, and all faults of a file together."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ssoplan.errors import Language, Message, SsoplanError
from ssoplan.numerals.digits import clipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["DocumentError", "DocumentErrors", "WrongValue", "shown"]


class DocumentError(SsoplanError, ValueError):
    """Raised (within `DocumentErrors`) for one fault of a document file.

    ``values`` holds ``file``, ``path`` (``$.projects[3].budget``), ``line`` and ``column`` (from 1; None where they
    are not known), ``at`` (all of these as text) and what the message shows.
    """

    kind = "document"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-found": Message(
            en="{at}: there is no such file; check its name and folder",
            th="{at}: ไม่มีไฟล์นี้ โปรดตรวจชื่อและโฟลเดอร์",
        ),
        "directory": Message(
            en="{at}: this is a folder; name a file in it",
            th="{at}: นี่เป็นโฟลเดอร์ โปรดระบุไฟล์ที่อยู่ภายใน",
        ),
        "unreadable": Message(
            en="{at}: the file cannot be read: {problem}; check its permissions",
            th="{at}: เปิดอ่านไฟล์ไม่ได้: {problem} โปรดตรวจสิทธิ์การเข้าถึง",
        ),
        "not-writable": Message(
            en="{at}: the file cannot be written: {problem}; check the folder and its permissions",
            th="{at}: เขียนไฟล์ไม่ได้: {problem} โปรดตรวจโฟลเดอร์และสิทธิ์การเข้าถึง",
        ),
        "too-large": Message(
            en="{at}: the file has more than {limit} bytes, the limit for a document; is it one?",
            th="{at}: ไฟล์ใหญ่เกิน {limit} ไบต์ ซึ่งเป็นขนาดสูงสุดของเอกสาร โปรดตรวจว่าเป็นไฟล์ที่ถูกต้อง",
        ),
        "not-utf-8": Message(
            en="{at}: byte {position} is not UTF-8 text; save the file as UTF-8",
            th="{at}: ไบต์ที่ {position} ไม่ใช่ข้อความ UTF-8 โปรดบันทึกไฟล์เป็น UTF-8",
        ),
        "suffix": Message(
            en="{at}: the suffix {suffix!r} is not known; use .yaml, .yml or .json",
            th="{at}: ไม่รู้จักนามสกุลไฟล์ {suffix!r} โปรดใช้ .yaml, .yml หรือ .json",
        ),
        "format": Message(
            en="{at}: the format {format!r} is not known; use 'yaml' or 'json'",
            th="{at}: ไม่รู้จักรูปแบบ {format!r} โปรดใช้ 'yaml' หรือ 'json'",
        ),
        "too-many": Message(
            en="{at}: more than {limit} values are wrong here; the rest was not read: is this the right file?",
            th="{at}: มีค่าที่ผิดมากกว่า {limit} ค่า จึงไม่ได้อ่านส่วนที่เหลือ โปรดตรวจว่าเป็นไฟล์ที่ถูกต้อง",
        ),
        "empty": Message(
            en="{at}: the document is empty; begin it with a line such as 'kind: plan'",
            th="{at}: เอกสารว่างเปล่า ให้เริ่มด้วยบรรทัดเช่น 'kind: plan'",
        ),
        "syntax": Message(
            en="{at}: not readable as {format}: {problem}; correct the text here",
            th="{at}: อ่านเป็น {format} ไม่ได้: {problem} โปรดแก้ข้อความตรงนี้",
        ),
        "duplicate-key": Message(
            en="{at}: the key {key!r} stands twice; keep one",
            th="{at}: มีคีย์ {key!r} ซ้ำกัน ให้เหลือเพียงหนึ่ง",
        ),
        "not-plain": Message(
            en="{at}: {what} cannot be used here; write the value out",
            th="{at}: ใช้ {what} ที่นี่ไม่ได้ ให้เขียนค่าโดยตรง",
        ),
        "too-deep": Message(
            en="{at}: values are nested too deeply for a document; remove the extra levels",
            th="{at}: ซ้อนกันลึกเกินกว่าจะเป็นเอกสาร โปรดลดระดับการซ้อน",
        ),
        "no-kind": Message(
            en="{at}: the key 'kind' is missing; say what the document is: {choices}",
            th="{at}: ไม่มีคีย์ 'kind' โปรดระบุชนิดของเอกสาร: {choices}",
        ),
        "unknown-key": Message(
            en="{at}: the key {key} is not known here{hint}",
            th="{at}: ไม่รู้จักคีย์ {key} ที่นี่{hint}",
        ),
        "missing-key": Message(
            en="{at}: the key {key!r} is missing; it is required here",
            th="{at}: ไม่มีคีย์ {key!r} ซึ่งต้องระบุที่นี่",
        ),
        "not-mapping": Message(
            en="{at}: {found} stands where keys and values belong; write 'key: value' pairs",
            th="{at}: พบ {found} แต่ต้องเป็นคู่คีย์กับค่า ให้เขียนแบบ 'key: value'",
        ),
        "not-list": Message(
            en="{at}: {found} stands where a list belongs; write [...], or leave the key out",
            th="{at}: พบ {found} แต่ต้องเป็นรายการ ให้เขียน [...] หรือไม่ต้องใส่คีย์นี้",
        ),
        "not-length": Message(
            en="{at}: the list has {count} items; give {expected}",
            th="{at}: รายการมี {count} ค่า ต้องมี {expected} ค่า",
        ),
        "not-text": Message(
            en="{at}: {found} is not text; put it in quotes if it is meant as text",
            th="{at}: {found} ไม่ใช่ข้อความ ถ้าตั้งใจให้เป็นข้อความให้ใส่เครื่องหมายคำพูด",
        ),
        "not-unicode": Message(
            en="{at}: {found} contains half a character (a lone surrogate); write the character in full",
            th="{at}: {found} มีรหัสอักขระเพียงครึ่งเดียว โปรดเขียนอักขระให้ครบ",
        ),
        "not-whole": Message(
            en="{at}: {found} is not a whole number; write digits only, without quotes",
            th="{at}: {found} ไม่ใช่จำนวนเต็ม ให้เขียนเฉพาะตัวเลข โดยไม่ใส่เครื่องหมายคำพูด",
        ),
        "not-number": Message(
            en="{at}: {found} is not {expected}; write a number as plain digits, such as 62.57",
            th="{at}: {found} ไม่ใช่{expected} ตัวเลขให้เขียนเป็นเลขล้วน เช่น 62.57",
        ),
        "not-yes-no": Message(
            en="{at}: {found} is neither true nor false; write one of them",
            th="{at}: {found} ไม่ใช่ true หรือ false ให้เขียนค่าใดค่าหนึ่ง",
        ),
        "not-choice": Message(
            en="{at}: {found} is not known here; choose one of {choices}{hint}",
            th="{at}: ไม่รู้จัก {found} ที่นี่ ให้เลือกจาก {choices}{hint}",
        ),
        "not-date": Message(
            en="{at}: {found} is not a date; write year-month-day with the CE year, such as 2022-12-22",
            th="{at}: {found} ไม่ใช่วันที่ ให้เขียน ปี-เดือน-วัน ด้วยปี ค.ศ. เช่น 2022-12-22",
        ),
        "no-such-date": Message(
            en="{at}: there is no day {found}; correct the month or the day",
            th="{at}: ไม่มีวันที่ {found} โปรดแก้เดือนหรือวัน",
        ),
        "be-date": Message(
            en="{at}: {found} looks like a BE year in a date; dates here have the CE year{hint}",
            th="{at}: {found} ดูเหมือนวันที่ที่ใช้ปี พ.ศ. วันที่ในไฟล์ต้องใช้ปี ค.ศ.{hint}",
        ),
        "not-month": Message(
            en="{at}: {found} is not a month; write BE year and month, such as 2566-10",
            th="{at}: {found} ไม่ใช่เดือน ให้เขียนปี พ.ศ. และเดือน เช่น 2566-10",
        ),
        "not-year": Message(
            en="{at}: {found} is not a year with its kind; write {{fund_year: 2566}} or {{budget_year: 2566}}",
            th="{at}: {found} ไม่ใช่ปีที่ระบุประเภท ให้เขียน {{fund_year: 2566}} หรือ {{budget_year: 2566}}",
        ),
        "not-be-year": Message(
            en="{at}: {found} is not a BE year; write four digits without quotes, such as 2566",
            th="{at}: {found} ไม่ใช่ปี พ.ศ. ให้เขียนตัวเลขสี่หลักโดยไม่ใส่เครื่องหมายคำพูด เช่น 2566",
        ),
        "not-amount": Message(
            en='{at}: {found} is not an amount; write baht as 18408, or as text such as "18408.50"',
            th='{at}: {found} ไม่ใช่จำนวนเงิน ให้เขียนจำนวนบาท เช่น 18408 หรือข้อความเช่น "18408.50"',
        ),
        "invalid": Message(en="{at}: {problem}", th="{at}: {problem}"),
        "not-a-document": Message(
            en="{at}: a {type} is no document; give a Plan, a Proposal or an OfficeTable",
            th="{at}: {type} ไม่ใช่เอกสาร ให้ส่ง Plan, Proposal หรือ OfficeTable",
        ),
        "not-storable": Message(
            en="{at}: {found} cannot be written exactly; give a finite number of fewer than {limit} digits",
            th="{at}: เขียน {found} ให้ตรงทุกหลักไม่ได้ ให้ใช้จำนวนที่มีขอบเขตและน้อยกว่า {limit} หลัก",
        ),
    }

    @property
    def file(self) -> str:
        """The file's name as given."""
        return str(self.values["file"])

    @property
    def path(self) -> str:
        """The place inside the document, such as ``$.projects[3].budget``; positions count from 0."""
        return str(self.values["path"])

    @property
    def line(self) -> int | None:
        """The line, from 1, where it is known."""
        return self.values["line"]  # type: ignore[no-any-return]  # values are untyped

    @property
    def column(self) -> int | None:
        """The column, from 1, where it is known."""
        return self.values["column"]  # type: ignore[no-any-return]  # values are untyped


class DocumentErrors(SsoplanError, ExceptionGroup[DocumentError], ValueError):  # noqa: N818  # a group of errors
    """Raised with everything that is wrong with a file; an exception group of `DocumentError`.

    ``str()`` and ``text()`` give one line for each error, in the order of the document.

    Attributes:
        errors: The errors; the same as ``exceptions``.
    """

    kind = "document"
    messages: ClassVar[Mapping[str, Message]] = {"errors": Message(en="{lines}", th="{lines}")}

    def __new__(cls, errors: Sequence[DocumentError], /) -> Self:
        """Make the group; its message is the English text."""
        return super().__new__(cls, "\n".join(map(str, errors)), errors)

    def __init__(self, errors: Sequence[DocumentError], /) -> None:
        lines = Message(*("\n".join(error.text(lang) for error in errors) for lang in ("en", "th")))
        super().__init__("errors", lines=lines)

    @property
    def errors(self) -> tuple[DocumentError, ...]:
        """The errors, in the order of the document."""
        return self.exceptions  # type: ignore[return-value]  # a group can nest; this one never does

    def derive(self, errors: Sequence[DocumentError], /) -> DocumentErrors:  # type: ignore[override]  # flat
        """Return the group that ``split`` and ``except*`` make of some of the errors."""
        return DocumentErrors(errors)

    def __reduce__(self) -> tuple[Any, ...]:
        return (DocumentErrors, (list(self.exceptions),))


class WrongValue(Exception):  # noqa: N818  # never leaves this package: it becomes a DocumentError once placed
    """Raised by the reader or writer of one value, which does not know where the value stands.

    Attributes:
        place: Line and column, where they are known and are not those of the value.
    """

    def __init__(self, reason: str, /, **values: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values
        self.place: tuple[int, int] | None = None

    @classmethod
    def of(cls, error: SsoplanError, /) -> WrongValue:
        """Wrap what the calendar, money or the model says of a value."""
        return cls("invalid", problem=_both(error.text))


def shown(value: object) -> Message:
    """Return a value as a message shows it: short, on one line, a list or mapping by its type only.

    >>> shown("แผน").en, shown([1, 2]).en
    ("'แผน'", 'a list')
    """
    if isinstance(value, list | dict | tuple):
        return (
            Message(en="a mapping", th="คู่คีย์กับค่า") if isinstance(value, dict) else Message("a list", "รายการ")
        )
    if value is None:
        return Message(en="nothing", th="ค่าว่าง")
    if isinstance(value, bool):
        return Message(str(value).lower(), str(value).lower())
    text = (
        clipped(value).removeprefix("Decimal('").removesuffix("')")
        if isinstance(value, Decimal)
        else clipped(value)
    )
    return Message(text, text)


def _both(text: Any) -> Message:
    languages: tuple[Language, Language] = ("en", "th")
    return Message(*map(text, languages))
