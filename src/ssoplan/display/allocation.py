"""Allocations as bars: by strategy, by expense category, by programme type, by office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ssoplan.calculators.budgets import CATEGORY_WORDS
from ssoplan.display.chart import COLOURS, Chart, DisplayError, altair, finished
from ssoplan.errors import Message
from ssoplan.model import Cell, OfficeKind, ProgrammeType

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ssoplan.errors import Language
    from ssoplan.model import Allocation, OfficeTable
    from ssoplan.money import Baht

__all__ = ["allocation_chart", "office_chart"]

Split = Literal["strategy", "category", "programme_type"]

_ROW_HEIGHT = 26
_MILLION = 1_000_000


def allocation_chart(allocation: Allocation, *, by: Split = "strategy", lang: Language = "th") -> Chart:
    """Return what each part of an allocation receives, in million baht, with its share of the total.

    Args:
        allocation: The allocation of a year.
        by: Which of its three splits.
        lang: The language of its words.

    Raises:
        DisplayError: There is no such split, or the document does not print it.
        MissingLibraryError: The extra ``charts`` is not installed.
    """
    if by not in tuple(_SPLITS):
        raise DisplayError("by", by=by, choices=", ".join(_SPLITS))
    parts = _SPLITS[by](allocation, lang)
    if not parts:
        raise DisplayError("nothing", what=_NO_SPLIT)
    rows = [
        {
            "part": name,
            "value": float(amount.baht / _MILLION),
            "text": _amount(amount, allocation.total, lang),
        }
        for name, amount in parts
    ]
    title = _TITLE.text(lang, year=allocation.year.text(lang), by=_BY[by].text(lang))
    described = f"{title}: " + "; ".join(f"{row['part']} {row['text']}" for row in rows)
    return _bars(rows, title=title, axis=_MILLIONS.text(lang), description=described)


def office_chart(table: OfficeTable, column: str, *, lang: Language = "th") -> Chart:
    """Return one column of an office table as bars, the offices in printed order; subtotals and totals are left out.

    Args:
        table: The table.
        column: The key of the column, such as ``total`` or ``budget_baht``.
        lang: The language of its words.

    Raises:
        DisplayError: There is no such column, or no office has a figure in it.
        MissingLibraryError: The extra ``charts`` is not installed.
    """
    if column not in table.column_keys:
        raise DisplayError("column", column=column, choices=", ".join(table.column_keys))
    place = table.column_keys.index(column)
    rows = [
        {"part": row.label_th or row.office.name_th, "value": float(value), "text": f"{value:,}"}
        for row in table.rows
        if row.office.kind not in _SUMS
        and (value := row.values[place]) is not None
        and not isinstance(value, Cell)
    ]
    if not rows:
        raise DisplayError("nothing", what=_NO_FIGURES)
    head = table.columns[place]
    unit = head.header_th or head.unit_th or column
    described = _OFFICES.text(lang, title=table.title_th, column=unit, count=len(rows))
    return _bars(rows, title=table.title_th, axis=unit, description=described)


def _bars(rows: list[dict[str, Any]], *, title: str, axis: str, description: str) -> Chart:
    alt = altair()
    order = [row["part"] for row in rows]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("value:Q", title=axis), y=alt.Y("part:N", sort=order, title=None)
    )
    labels = base.mark_text(align="left", dx=4, fontSize=12).encode(text="text:N")
    chart = base.mark_bar(color=COLOURS[0]) + labels
    return finished(chart.properties(height=_ROW_HEIGHT * len(rows)), title=title, description=description)


def _amount(amount: Baht, total: Baht, lang: Language) -> str:
    share = amount / total if total else None
    money = amount.text("ล้านบาท" if lang == "th" else "million baht", decimals=1, rounding="half_up")
    return money if share is None else f"{money} ({float(share):.1%})"


def _by_strategy(allocation: Allocation, lang: Language) -> list[tuple[str, Baht]]:
    return [(_STRATEGY.text(lang, number=part.strategy), part.amount) for part in allocation.by_strategy]


def _by_category(allocation: Allocation, lang: Language) -> list[tuple[str, Baht]]:
    return [(CATEGORY_WORDS[part.category].text(lang), part.amount) for part in allocation.by_category]


def _by_programme_type(allocation: Allocation, lang: Language) -> list[tuple[str, Baht]]:
    return [(_TYPES[part.programme_type].text(lang), part.amount) for part in allocation.by_programme_type]


_SPLITS: Mapping[str, Callable[[Allocation, Language], list[tuple[str, Baht]]]] = {
    "strategy": _by_strategy,
    "category": _by_category,
    "programme_type": _by_programme_type,
}
_SUMS = (OfficeKind.COUNTRY, OfficeKind.REGION, OfficeKind.BANGKOK, OfficeKind.GROUP)
_BY = {
    "strategy": Message(en="strategy", th="ยุทธศาสตร์"),
    "category": Message(en="expense category", th="งบรายจ่าย"),
    "programme_type": Message(en="type of programme", th="ประเภทแผนงาน"),
}
_TYPES = {
    ProgrammeType.PUBLIC_PERSONNEL: Message(en="public personnel", th="แผนงานบุคลากรภาครัฐ"),
    ProgrammeType.BASIC: Message(en="basic", th="แผนงานพื้นฐาน"),
    ProgrammeType.STRATEGIC: Message(en="strategic", th="แผนงานยุทธศาสตร์"),
}
_STRATEGY = Message(en="strategy {number}", th="ยุทธศาสตร์ที่ {number}")
_TITLE = Message(en="Allocation of {year} by {by}", th="เงินจัดสรรของ{year} ตาม{by}")
_MILLIONS = Message(en="million baht", th="ล้านบาท")
_OFFICES = Message(en="{title}: {column} of {count} offices", th="{title}: {column} ของ {count} หน่วยงาน")
_NO_SPLIT = Message(en="the allocation is not split that way", th="เงินจัดสรรไม่ได้แบ่งแบบนั้น")
_NO_FIGURES = Message(en="no office has a figure in that column", th="ไม่มีหน่วยงานใดมีตัวเลขในคอลัมน์นั้น")
