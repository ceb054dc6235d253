"""The offices of the SSO, and tables that give figures for each of them."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, StrEnum
from typing import ClassVar

import attrs

from ssoplan.calendar.years import Year
from ssoplan.errors import Language, Message, SsoplanError
from ssoplan.model._entity import entity
from ssoplan.model.trace import Trace
from ssoplan.model.worded import Worded

__all__ = [
    "Cell",
    "Office",
    "OfficeColumn",
    "OfficeGroup",
    "OfficeKind",
    "OfficeRow",
    "OfficeTable",
    "TableShapeError",
    "TotalMeaning",
]


class OfficeKind(Worded):
    """The level of an office, and of the groups that tables add up by (ระดับหน่วยงาน)."""

    COUNTRY = "country", "whole country", "ทั้งประเทศ"
    REGION = "region", "region", "ภาค"
    BANGKOK = "bangkok", "Bangkok", "กรุงเทพมหานคร"
    AREA = "area", "area of Bangkok", "เขตพื้นที่กรุงเทพมหานคร"
    PROVINCE = "province", "province", "จังหวัด"
    BRANCH = "branch", "branch", "สาขา"
    CENTRAL = "central", "central division", "ส่วนกลาง"
    GROUP = "group", "group of offices", "กลุ่มหน่วยงาน"


class Cell(Enum):
    """What a table cell can be besides a figure."""

    LOST = "lost"
    """The copy lost the cell; what was printed is not known."""

    def __repr__(self) -> str:
        return f"Cell.{self.name}"


@entity
class Office:
    """A unit of the SSO (หน่วยงาน): a central division, an area of Bangkok, a province, a branch; or a group of them.

    Attributes:
        name_th: The office's name, corrected where the copy misprints it.
        kind: Its level.
        region_th: The region whose subtotal it belongs to.
        parent_th: The province of a branch.
        abbreviation_th: For central divisions, such as ``กนผ.``
    """

    name_th: str
    kind: OfficeKind
    region_th: str | None = None
    parent_th: str | None = None
    abbreviation_th: str | None = None


@entity
class OfficeColumn:
    """A column of an office table.

    Attributes:
        key: The column's name in code: ``jan`` … ``dec`` for months, ``total``, ``budget_baht``, ``persons`` …
        header_th: The heading as printed.
        unit_th: The unit of its figures as printed.
        rate: Baht for each unit, where the heading states a unit rate.
    """

    key: str
    header_th: str | None = None
    unit_th: str | None = None
    rate: int | Decimal | None = None
    trace: Trace | None = None


@entity
class OfficeRow:
    """One line of an office table: an office, a subtotal of a group, or the grand total.

    Attributes:
        office: Whose figures they are; a subtotal or total names its group as an office of that kind.
        label_th: The label as printed, where it differs from the office's name.
        number: The sequence number in the table (or in its group).
        group: The group that a subtotal adds up, as named by the table; on every row where the groups are not the
            regions of the offices.
        values: One figure for each column. None where the table has no such cell, `Cell.LOST` where the copy lost it.
    """

    office: Office
    values: tuple[int | Decimal | Cell | None, ...]
    label_th: str | None = None
    number: int | None = None
    group: str | None = None
    trace: Trace | None = None


class TableShapeError(SsoplanError, ValueError):
    """Raised when a row of an office table has another number of cells than the table has columns."""

    kind = "office-table"
    messages: ClassVar = {
        "row-length": Message(
            en="row {row} ({office}) has {found} cells for {expected} columns; mark a lost cell as lost",
            th="แถวที่ {row} ({office}) มี {found} ช่อง แต่ตารางมี {expected} คอลัมน์ ช่องที่สูญหายให้ระบุว่า lost",
        ),
    }


class TotalMeaning(StrEnum):
    """What the total at the end of a row of months is: stocks and rates are never summed."""

    SUM = "sum"
    LEVEL = "level"
    LAST = "last"


@entity
class OfficeGroup:
    """A group of offices that a table adds up, with the number of offices that the table says it has."""

    name_th: str
    number: int | None = None
    declared_units: int | None = None
    trace: Trace | None = None


def _one_cell_a_column(table: OfficeTable, _: object, rows: tuple[OfficeRow, ...]) -> None:
    expected = len(table.columns)
    for i, row in enumerate(rows, start=1):
        if len(row.values) != expected:
            raise TableShapeError(
                "row-length", row=i, office=row.office.name_th, found=len(row.values), expected=expected
            )


@entity
class OfficeTable:
    """A table of targets or money for each office (ตารางค่าเป้าหมายและจัดสรรเงิน).

    Attributes:
        title_th: The table's title as printed.
        year: The fund year or budget year of its figures.
        columns: What each figure of a row is.
        rows: Offices, subtotals and totals in printed order.
        unit_th: The unit of the whole table, where one is printed.
        complete: Whether every row of the published table is here; a column of an incomplete table is footed only
            where all members of a group are present.
        declared_units: How many offices or service points the table says it covers.
        groups: The groups that the table names, with the number of offices each declares.
        follows: What a row's total is: the sum of its months, their level, or the last month's stock.
    """

    title_th: str
    columns: tuple[OfficeColumn, ...]
    rows: tuple[OfficeRow, ...] = attrs.field(validator=_one_cell_a_column)
    year: Year | None = None
    unit_th: str | None = None
    document: str | None = None
    complete: bool = True
    declared_units: int | None = None
    groups: tuple[OfficeGroup, ...] = ()
    follows: TotalMeaning | None = None
    trace: Trace | None = None

    def text(self, lang: Language = "en") -> str:
        """Return the title and how many rows there are."""
        return _SUMMARY.text(lang, title=self.title_th, rows=len(self.rows))

    @property
    def column_keys(self) -> tuple[str, ...]:
        """The columns' keys, in the order of each row's values."""
        return tuple(column.key for column in self.columns)


_SUMMARY = Message(en="{title} ({rows} rows)", th="{title} ({rows} แถว)")
