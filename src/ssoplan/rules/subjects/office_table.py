"""Office tables: rows that foot across, groups that foot down, totals that repeat a unit value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import Cell, OfficeKind, OfficeRow, OfficeTable, Proposal, Trace
from ssoplan.model.worded import words_of
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._reading import baht, ratio, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "ALLOCATION_ROW",
    "MONTH_KEYS",
    "OFFICE_ROW",
    "OfficeRowIn",
    "allocation_rows",
    "office_rows",
    "tables",
]

MONTH_KEYS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PER_POINT = "sdu.service_target.per_year"
_COMPONENTS = ("allowance_baht", "fuel_baht", "rent_baht")
_SUMMING = (OfficeKind.COUNTRY, OfficeKind.REGION, OfficeKind.BANGKOK, OfficeKind.GROUP)


@attrs.frozen
class OfficeRowIn:
    """A row with its table, whose columns say what each figure is."""

    row: OfficeRow
    table: OfficeTable

    @property
    def trace(self) -> Trace | None:
        """The place of the row, and what the copy damaged of it."""
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

    @property
    def is_sum(self) -> bool:
        """Whether the row adds up other rows."""
        return self.row.office.kind in _SUMMING


def _value(key: str) -> Any:
    return lambda each: each.value(key)


def _components(each: OfficeRowIn) -> Any:
    return total(each.value(key) for key in _COMPONENTS)


def _declared_units(each: OfficeRowIn) -> Any:
    declared = each.table.declared_units
    return MISSING if declared is None else declared


def _implied_units(each: OfficeRowIn, parameters: Mapping[str, Any]) -> Any:
    persons = each.value("service_target_persons")
    return persons if isinstance(persons, Absent) else ratio(persons, parameters[PER_POINT])


OFFICE_ROW = Subject(
    "office_row",
    Message(en="row of an office table", th="แถวของตารางรายหน่วยงาน"),
    (
        derived("office", "text", lambda e: e.row.office.name_th, en="office", th="หน่วยงาน"),
        derived("office_kind", "enum", lambda e: e.row.office.kind.value, values=words_of(OfficeKind), en="level of the office", th="ระดับหน่วยงาน"),
        derived("is_sum", "bool", lambda e: e.row.office.kind in _SUMMING, en="is a subtotal or total", th="เป็นแถวยอดรวม"),
        derived("total", "number", _value("total"), en="printed total", th="ยอดรวมที่พิมพ์"),
        derived("budget", "money", _value("budget_baht"), en="budget", th="งบประมาณ"),
        derived("allowance", "money", _value("allowance_baht"), en="allowance", th="ค่าเบี้ยเลี้ยง"),
        derived("fuel", "money", _value("fuel_baht"), en="fuel", th="ค่าน้ำมันเชื้อเพลิง"),
        derived("rent", "money", _value("rent_baht"), en="venue rent", th="ค่าเช่าสถานที่"),
        derived("components_total", "money", _components, en="allowance, fuel and rent", th="ค่าเบี้ยเลี้ยง ค่าน้ำมัน และค่าเช่ารวมกัน"),
        derived("allocated", "money", _value("allocated_baht"), en="allocation", th="เงินจัดสรร"),
        derived("service_target", "number", _value("service_target_persons"), unit="person", en="persons to be served", th="เป้าหมายผู้รับบริการ"),
        derived("declared_units", "int", _declared_units, unit="point", low=0, en="units that the table declares", th="จำนวนหน่วยที่ตารางแจ้ง"),
        derived("implied_units", "number", _implied_units, reads=[PER_POINT], en="units that the persons imply", th="จำนวนหน่วยตามเป้าหมายผู้รับบริการ"),
    ),
)  # fmt: skip


@attrs.frozen
class AllocationRowIn:
    """Rows of an allocation table that print the same money, so that one finding speaks for all of them."""

    row: OfficeRowIn
    rows: int

    trace: Trace | None = None


ALLOCATION_ROW = Subject(
    "allocation_row",
    Message(en="rows of an allocation table that print the same money", th="แถวของตารางจัดสรรเงินที่พิมพ์ยอดเดียวกัน"),
    (
        derived("rows", "int", lambda e: e.rows, low=1, en="rows that print this", th="จำนวนแถวที่พิมพ์ยอดนี้"),
        derived("is_sum", "bool", lambda e: e.row.is_sum, en="is a subtotal or total", th="เป็นแถวยอดรวม"),
        derived("allowance", "money", lambda e: baht(e.row.value("allowance_baht")), en="allowance", th="ค่าเบี้ยเลี้ยง"),
        derived("fuel", "money", lambda e: baht(e.row.value("fuel_baht")), en="fuel", th="ค่าน้ำมันเชื้อเพลิง"),
        derived("rent", "money", lambda e: baht(e.row.value("rent_baht")), en="venue rent", th="ค่าเช่าสถานที่"),
        derived("components_total", "money", lambda e: baht(_components(e.row)), en="allowance, fuel and rent", th="ค่าเบี้ยเลี้ยง ค่าน้ำมัน และค่าเช่ารวมกัน"),
        derived("allocated", "money", lambda e: baht(e.row.value("allocated_baht")), en="allocation", th="เงินจัดสรร"),
        derived("difference", "money", lambda e: _difference(e.row), en="allocation less components", th="เงินจัดสรรหักส่วนประกอบ"),
    ),
)  # fmt: skip


def _difference(each: OfficeRowIn) -> Any:
    allocated, parts = each.value("allocated_baht"), _components(each)
    absent = next((value for value in (allocated, parts) if isinstance(value, Absent)), None)
    return baht(allocated - parts) if absent is None else absent


def office_rows(document: object) -> Iterator[Row]:
    """Yield the rows of an office table, on its own or attached to a proposal."""
    for path, table in tables(document):
        for i, row in enumerate(table.rows):
            yield Row(f"{path}.rows[{i}]", OfficeRowIn(row, table), row.label_th or row.office.name_th)


def allocation_rows(document: object) -> Iterator[Row]:
    """Yield the rows of an allocation table below its grand total: once for all that print the same money."""
    for path, table in tables(document):
        if "allocated_baht" not in table.column_keys:
            continue
        alike: dict[object, list[tuple[int, OfficeRowIn]]] = {}
        for i, row in enumerate(table.rows):
            each = OfficeRowIn(row, table)
            if row.office.kind is not OfficeKind.COUNTRY:
                alike.setdefault(_money_of(each), []).append((i, each))
        for found in alike.values():
            i, first = found[0]
            name = first.row.label_th or first.row.office.name_th
            more = f" และอีก {len(found) - 1} หน่วยงาน" if len(found) > 1 else ""
            yield Row(f"{path}.rows[{i}]", AllocationRowIn(first, len(found)), name + more)


def _money_of(each: OfficeRowIn) -> object:
    return each.is_sum, *(each.value(key) for key in (*_COMPONENTS, "allocated_baht"))


def tables(document: object) -> Iterator[tuple[str, OfficeTable]]:
    """Yield the office table that a document is, or that is attached to it, with its path."""
    if isinstance(document, OfficeTable):
        yield "$", document
    if isinstance(document, Proposal) and document.office_table is not None:
        yield "$.office_table", document.office_table
