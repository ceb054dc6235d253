"""Office tables: rows that foot across, groups that foot down, totals that repeat a unit value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import Cell, OfficeKind, OfficeRow, OfficeTable, Proposal, TotalMeaning, Trace
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._reading import total

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["OFFICE_COLUMN", "OFFICE_ROW", "office_columns", "office_rows"]

MONTH_KEYS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COMPONENTS = ("allowance_baht", "fuel_baht", "rent_baht")
_SUMMING = (OfficeKind.COUNTRY, OfficeKind.REGION, OfficeKind.BANGKOK, OfficeKind.GROUP)


@attrs.frozen
class OfficeRowIn:
    """A row with its table, whose columns say what each figure is."""

    row: OfficeRow
    table: OfficeTable

    @property
    def trace(self) -> Trace | None:
        return self.row.trace

    def value(self, key: str) -> Any:
        """Return the figure of a column, or why there is none."""
        keys = self.table.column_keys
        if key not in keys:
            return MISSING
        value = self.row.values[keys.index(key)]
        if value is Cell.LOST or (self.row.trace is not None and key in self.row.trace.damaged):
            return DAMAGED
        return MISSING if value is None else value


def _value(key: str) -> Any:
    return lambda each: each.value(key)


def _months(each: OfficeRowIn) -> Any:
    if not set(MONTH_KEYS) <= set(each.table.column_keys):
        return MISSING
    cells = tuple(each.value(key) for key in MONTH_KEYS)
    for absent in (DAMAGED, MISSING):
        if absent in cells:
            return absent
    return cells


def _months_total(each: OfficeRowIn) -> Any:
    months = _months(each)
    return months if isinstance(months, Absent) else total(months)


def _last_month(each: OfficeRowIn) -> Any:
    months = _months(each)
    return months if isinstance(months, Absent) else months[-1]


def _marked(each: OfficeRowIn) -> Any:
    months = _months(each)
    return months if isinstance(months, Absent) else tuple(cell for cell in months if cell)


def _components(each: OfficeRowIn) -> Any:
    return total(each.value(key) for key in _COMPONENTS)


OFFICE_ROW = Subject(
    "office_row",
    Message(en="row of an office table", th="แถวของตารางรายหน่วยงาน"),
    (
        derived("office", "text", lambda e: e.row.office.name_th, en="office", th="หน่วยงาน"),
        derived("office_kind", "enum", lambda e: e.row.office.kind.value, values=[k.value for k in OfficeKind], en="level of the office", th="ระดับหน่วยงาน"),
        derived("is_sum", "bool", lambda e: e.row.office.kind in _SUMMING, en="is a subtotal or total", th="เป็นแถวยอดรวม"),
        derived("follows", "enum", lambda e: e.table.follows.value if e.table.follows else MISSING, values=[m.value for m in TotalMeaning], en="what the total follows", th="ความหมายของยอดรวม"),
        derived("months", "many[number]", _months, en="figures of the months", th="ค่ารายเดือน"),
        derived("marked_months", "many[number]", _marked, en="figures of the months that are marked", th="ค่าของเดือนที่ระบุ"),
        derived("months_total", "number", _months_total, en="sum of the months", th="ผลรวมรายเดือน"),
        derived("last_month", "number", _last_month, en="figure of the last month", th="ค่าเดือนสุดท้าย"),
        derived("total", "number", _value("total"), en="printed total", th="ยอดรวมที่พิมพ์"),
        derived("budget", "money", _value("budget_baht"), en="budget", th="งบประมาณ"),
        derived("unit", "text", lambda e: e.table.unit_th or MISSING, en="unit", th="หน่วยนับ"),
        derived("allowance", "money", _value("allowance_baht"), en="allowance", th="ค่าเบี้ยเลี้ยง"),
        derived("fuel", "money", _value("fuel_baht"), en="fuel", th="ค่าน้ำมันเชื้อเพลิง"),
        derived("rent", "money", _value("rent_baht"), en="venue rent", th="ค่าเช่าสถานที่"),
        derived("components_total", "money", _components, en="allowance, fuel and rent", th="ค่าเบี้ยเลี้ยง ค่าน้ำมัน และค่าเช่ารวมกัน"),
        derived("allocated", "money", _value("allocated_baht"), en="allocation", th="เงินจัดสรร"),
        derived("service_target", "number", _value("service_target_persons"), unit="person", en="persons to be served", th="เป้าหมายผู้รับบริการ"),
    ),
)  # fmt: skip


@attrs.frozen
class OfficeColumnIn:
    """One figure of a subtotal, with the same figure of each member of its group."""

    whole: OfficeRowIn
    members: tuple[OfficeRowIn, ...]
    key: str
    declared: int | None

    trace: Trace | None = None


OFFICE_COLUMN = Subject(
    "office_column",
    Message(en="column of a group in an office table", th="คอลัมน์ของกลุ่มในตารางรายหน่วยงาน"),
    (
        derived("column", "text", lambda e: e.key, en="column", th="คอลัมน์"),
        derived("group", "text", lambda e: e.whole.row.office.name_th, en="group", th="กลุ่ม"),
        derived("printed", "number", lambda e: e.whole.value(e.key), en="printed subtotal", th="ยอดรวมที่พิมพ์"),
        derived("members", "int", lambda e: len(e.members), en="offices of the group that are here", th="จำนวนหน่วยงานของกลุ่มที่มี"),
        derived("declared_members", "int", lambda e: e.declared if e.declared is not None else MISSING, en="offices that the group declares", th="จำนวนหน่วยงานที่กลุ่มแจ้ง"),
        derived("members_total", "number", lambda e: total(m.value(e.key) for m in e.members), en="sum of the members", th="ผลรวมของหน่วยงานในกลุ่ม"),
    ),
)  # fmt: skip


def office_rows(document: object) -> Iterator[Row]:
    """Yield the rows of an office table, on its own or attached to a proposal."""
    for path, table in _tables(document):
        for i, row in enumerate(table.rows):
            yield Row(f"{path}.rows[{i}]", OfficeRowIn(row, table), row.label_th or row.office.name_th)


def office_columns(document: object) -> Iterator[Row]:
    """Yield each figure of each subtotal whose group the table names."""
    for path, table in _tables(document):
        declared = {group.name_th: group.declared_units for group in table.groups}
        for i, row in enumerate(table.rows):
            if row.office.kind is not OfficeKind.GROUP or row.group is None:
                continue
            members = tuple(
                OfficeRowIn(other, table)
                for other in table.rows
                if other.group == row.group and other is not row
            )
            for key in table.column_keys:
                each = OfficeColumnIn(OfficeRowIn(row, table), members, key, declared.get(row.group))
                yield Row(f"{path}.rows[{i}].{key}", each, f"{row.label_th or row.office.name_th}: {key}")


def _tables(document: object) -> Iterator[tuple[str, OfficeTable]]:
    if isinstance(document, OfficeTable):
        yield "$", document
    if isinstance(document, Proposal) and document.office_table is not None:
        yield "$.office_table", document.office_table
