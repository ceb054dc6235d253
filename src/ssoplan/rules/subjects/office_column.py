"""Columns of the groups of an office table: a subtotal against its members, where all the members are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import OfficeKind, OfficeRow, OfficeTable, TotalMeaning, Trace
from ssoplan.rules.facts import Absent, Row, Subject, derived
from ssoplan.rules.subjects._reading import total
from ssoplan.rules.subjects._words import column_text
from ssoplan.rules.subjects.office_table import OfficeRowIn, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssoplan.errors import Language

__all__ = ["OFFICE_COLUMN", "office_columns"]

TOLERANCE = "tolerance.office_sum"


@attrs.frozen
class OfficeColumnIn:
    """One figure of a subtotal, with the same figure of each member of its group."""

    whole: OfficeRowIn
    members: tuple[OfficeRowIn, ...]
    key: str
    declared: int | None

    trace: Trace | None = None

    @property
    def table(self) -> OfficeTable:
        """The table that the column belongs to."""
        return self.whole.table


def _members_total(each: OfficeColumnIn, key: str) -> Any:
    return total(member.value(key) for member in each.members)


def _person_gap(each: OfficeColumnIn) -> Any:
    printed, members = each.whole.value(each.key), _members_total(each, each.key)
    absent = next((value for value in (printed, members) if isinstance(value, Absent)), None)
    return members - printed if absent is None else absent


def _whole(each: OfficeColumnIn, parameters: Mapping[str, Any]) -> Any:
    """Return whether all members are here: as many as declared, else shown by most columns adding up.

    Rows may be missing from a table without a trace. With one member missing no column adds up; so where most do,
    the group is whole, and a column that does not is wrong.
    """
    if each.declared is not None:
        return each.declared == len(each.members)
    near = parameters[TOLERANCE] if each.table.follows is TotalMeaning.LAST else 0
    pairs = [(each.whole.value(key), _members_total(each, key)) for key in each.table.column_keys]
    known = [(a, b) for a, b in pairs if not isinstance(a, Absent) and not isinstance(b, Absent)]
    return 2 * sum(abs(a - b) <= near for a, b in known) > len(known)


def _column(lang: Language) -> Any:
    def read(each: OfficeColumnIn) -> str:
        header = next(column.header_th for column in each.table.columns if column.key == each.key)
        return column_text(each.key, header, lang)

    return read


OFFICE_COLUMN = Subject(
    "office_column",
    Message(en="column of a group in an office table", th="คอลัมน์ของกลุ่มในตารางรายหน่วยงาน"),
    (
        derived("column_en", "text", _column("en"), en="column in English", th="คอลัมน์เป็นภาษาอังกฤษ"),
        derived("column_th", "text", _column("th"), en="column in Thai", th="คอลัมน์"),
        derived("group", "text", lambda e: e.whole.row.office.name_th, en="group", th="กลุ่ม"),
        derived("printed", "number", lambda e: e.whole.value(e.key), en="printed subtotal", th="ยอดรวมที่พิมพ์"),
        derived("members", "int", lambda e: len(e.members), low=0, en="offices of the group that are here", th="จำนวนหน่วยงานของกลุ่มที่มี"),
        derived("members_total", "number", lambda e: _members_total(e, e.key), en="sum of the members", th="ผลรวมของหน่วยงานในกลุ่ม"),
        derived("person_gap", "number", _person_gap, unit="person", en="members less printed subtotal", th="ผลรวมหน่วยงานหักยอดที่พิมพ์"),
        derived("is_whole", "bool", _whole, reads=[TOLERANCE], en="has all its members here", th="มีหน่วยงานในกลุ่มครบ"),
        derived("is_allocation", "bool", lambda e: "allocated_baht" in e.table.column_keys, en="is of an allocation table", th="อยู่ในตารางจัดสรรเงิน"),
        derived("is_stock", "bool", lambda e: e.table.follows is TotalMeaning.LAST, en="is a stock", th="เป็นยอดคงค้าง"),
        derived("is_rate", "bool", lambda e: e.table.follows is TotalMeaning.LEVEL, en="is a rate", th="เป็นอัตรา"),
    ),
)  # fmt: skip


def office_columns(document: object) -> Iterator[Row]:
    """Yield each figure of each subtotal and total that has rows under it."""
    for path, table in tables(document):
        declared = {group.name_th: group.declared_units for group in table.groups}
        for i, row in enumerate(table.rows):
            members = tuple(OfficeRowIn(other, table) for other in _members(row, table))
            if not members:
                continue
            whole, name = OfficeRowIn(row, table), row.label_th or row.office.name_th
            for key in table.column_keys:
                each = OfficeColumnIn(whole, members, key, declared.get(row.group or ""))
                yield Row(f"{path}.rows[{i}].{key}", each, f"{name}: {key}")


def _members(row: OfficeRow, table: OfficeTable) -> Iterator[OfficeRow]:
    """Yield the rows that a row adds up: the subtotals for the country, else the offices of its group or region."""
    if row.office.kind is OfficeKind.COUNTRY:
        sums = (OfficeKind.BANGKOK, OfficeKind.REGION, OfficeKind.GROUP)
        yield from (other for other in table.rows if other.office.kind in sums)
    elif row.office.kind in (OfficeKind.BANGKOK, OfficeKind.REGION, OfficeKind.GROUP) and row.group:
        by_group = [other for other in table.rows if other.group == row.group and other is not row]
        yield from by_group or (other for other in table.rows if other.office.region_th == row.group)
