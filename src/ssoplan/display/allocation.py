"""Allocations as bars: by strategy, by expense category, by programme type, by office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ssoplan.display.axes import number_axis, row_axis, row_height
from ssoplan.display.chart import COLOURS, Chart, DisplayError, altair, finished
from ssoplan.display.checks import AN_OFFICE_TABLE, check_is, check_language, drawable
from ssoplan.display.lines import lines_of
from ssoplan.display.offices import office_bars
from ssoplan.display.words import column_title
from ssoplan.errors import Message
from ssoplan.model import Allocation, OfficeTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ssoplan.errors import Language
    from ssoplan.money import Baht

__all__ = ["allocation_chart", "office_chart"]

Split = Literal["strategy", "category", "programme_type"]

_ROW_HEIGHT = 26
_AXIS_TITLE = 90
_MILLION = 1_000_000


def allocation_chart(allocation: Allocation, *, by: Split = "strategy", lang: Language = "th") -> Chart:
    """Return what each part of an allocation receives, in million baht, with its share of the total.

    Args:
        allocation: The allocation of a year.
        by: Which of its three splits.
        lang: The language of its words.

    Raises:
        DisplayError: There is no such split or language, or the document does not print it.
        DisplayTypeError: It is no allocation.
        MissingLibraryError: The extra ``charts`` is not installed.
    """
    check_language(lang)
    check_is(allocation, Allocation, name="allocation", of="allocation_chart", expected=_AN_ALLOCATION)
    if by not in tuple(_SPLITS):
        raise DisplayError("by", by=by, choices=", ".join(_SPLITS))
    parts = _SPLITS[by](allocation, lang)
    if not parts:
        raise DisplayError("nothing", what=_NO_SPLIT)
    rows = [
        {
            "part": name,
            "value": drawable(amount.baht / _MILLION),
            "text": _amount(amount, allocation.total, lang),
        }
        for name, amount in parts
    ]
    title = _TITLE.text(lang, year=allocation.year.text(lang), by=_BY[by].text(lang))
    described = f"{title}: " + "; ".join(f"{row['part']} {row['text']}" for row in rows)
    return _bars(rows, title=title, axis=_MILLIONS.text(lang), description=described)


def office_chart(table: OfficeTable, column: str, *, lang: Language = "th") -> Chart:
    """Return one column of an office table as bars, the offices in printed order; subtotals and totals are left out.

    Each row of the table is a bar of its own, with its label as printed. Where the document prints a label twice,
    the number of the row stands after it, and the description says so, as it does of offices without a figure.

    Args:
        table: The table.
        column: The key of the column, such as ``total`` or ``budget_baht``.
        lang: The language of its words.

    Raises:
        DisplayError: There is no such column or language, or no office has a figure in it.
        DisplayTypeError: It is no office table.
        MissingLibraryError: The extra ``charts`` is not installed.
    """
    check_language(lang)
    check_is(table, OfficeTable, name="table", of="office_chart", expected=AN_OFFICE_TABLE)
    if column not in table.column_keys:
        raise DisplayError("column", column=column, choices=", ".join(table.column_keys))
    place = table.column_keys.index(column)
    bars, remarks = office_bars(table, place, lang)
    if not bars:
        raise DisplayError("nothing", what=_NO_FIGURES)
    title = column_title(table, table.columns[place], lang)
    described = _OFFICES.text(lang, title=table.title_th, column=title, count=len(bars))
    rows = [
        {"part": bar.label, "value": drawable(bar.value), "text": f"{bar.value:,}", "number": bar.number}
        for bar in bars
    ]
    return _bars(rows, title=table.title_th, axis=title, description="; ".join([described, *remarks]))


def _bars(rows: list[dict[str, Any]], *, title: str, axis: str, description: str) -> Chart:
    alt = altair()
    names = [row["part"] for row in rows]
    placed = [{"row": place, **row} for place, row in enumerate(rows)]
    base = alt.Chart(alt.Data(values=placed)).encode(
        x=alt.X(
            "value:Q",
            title=lines_of(axis, most=_AXIS_TITLE),
            axis=number_axis([row["value"] for row in rows]),
        ),
        y=row_axis(names),
    )
    texts = base.mark_text(align="left", dx=4, fontSize=12).encode(text="text:N")
    chart = base.mark_bar(color=COLOURS[0]) + texts
    height = row_height(names, least=_ROW_HEIGHT) * len(names)
    return finished(chart.properties(height=height), title=title, description=description)


def _amount(amount: Baht, total: Baht, lang: Language) -> str:
    share = amount / total if total else None
    money = amount.text("ล้านบาท" if lang == "th" else "million baht", decimals=1, rounding="half_up")
    return money if share is None else f"{money} ({float(share):.1%})"


def _by_strategy(allocation: Allocation, lang: Language) -> list[tuple[str, Baht]]:
    return [(_STRATEGY.text(lang, number=part.strategy), part.amount) for part in allocation.by_strategy]


def _by_category(allocation: Allocation, lang: Language) -> list[tuple[str, Baht]]:
    return [(part.category.text(lang), part.amount) for part in allocation.by_category]


def _by_programme_type(allocation: Allocation, lang: Language) -> list[tuple[str, Baht]]:
    return [(part.programme_type.text(lang), part.amount) for part in allocation.by_programme_type]


_SPLITS: Mapping[str, Callable[[Allocation, Language], list[tuple[str, Baht]]]] = {
    "strategy": _by_strategy,
    "category": _by_category,
    "programme_type": _by_programme_type,
}
_AN_ALLOCATION = Message(
    en="an Allocation, such as one of plan.allocations", th="Allocation เช่น รายการหนึ่งใน plan.allocations"
)
_BY = {
    "strategy": Message(en="strategy", th="ยุทธศาสตร์"),
    "category": Message(en="expense category", th="งบรายจ่าย"),
    "programme_type": Message(en="type of programme", th="ประเภทแผนงาน"),
}
_STRATEGY = Message(en="strategy {number}", th="ยุทธศาสตร์ที่ {number}")
_TITLE = Message(en="Allocation of {year} by {by}", th="เงินจัดสรรของ{year} ตาม{by}")
_MILLIONS = Message(en="million baht", th="ล้านบาท")
_OFFICES = Message(en="{title}: {column} of {count} offices", th="{title}: {column} ของ {count} หน่วยงาน")
_NO_SPLIT = Message(en="the allocation is not split that way", th="เงินจัดสรรไม่ได้แบ่งแบบนั้น")
_NO_FIGURES = Message(en="no office has a figure in that column", th="ไม่มีหน่วยงานใดมีตัวเลขในคอลัมน์นั้น")
