"""The funding bridge: the money of a plan by month, coloured by the fund year that pays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ssoplan.calculators.bridging import Bridge
from ssoplan.calculators.showing import show
from ssoplan.calendar import Month
from ssoplan.display.axes import number_axis
from ssoplan.display.chart import COLOURS, Chart, DisplayError, altair, finished, month_label
from ssoplan.display.checks import A_TEXT, check_is, check_language, drawable
from ssoplan.errors import Message
from ssoplan.money import Baht

if TYPE_CHECKING:
    from ssoplan.errors import Language

__all__ = ["funding_bridge_chart"]


def funding_bridge_chart(bridge: Bridge, *, title: str, lang: Language = "th") -> Chart:
    """Return money by month as bars: each colour is the fund year that pays; months without money have none.

    Args:
        bridge: What `ssoplan.calculators.bridge_plan` gives (its ``value``); money known by quarter only is shown at
            the quarter's first month.
        title: The title.
        lang: The language of its words.

    Raises:
        DisplayError: The bridge holds no money, or there is no such language.
        DisplayTypeError: It is no bridge, or no title.
        MissingLibraryError: The extra ``charts`` is not installed.
    """
    check_language(lang)
    check_is(bridge, Bridge, name="bridge", of="funding_bridge_chart", expected=_A_BRIDGE)
    check_is(title, str, name="title", of="funding_bridge_chart", expected=A_TEXT)
    cells = sorted(
        (cell for cell in bridge.cells if isinstance(cell.value, Baht) and cell.value),
        key=lambda cell: cell.fund_quarter.start if cell.month is None else cell.month.start,
    )
    if not cells:
        raise DisplayError("nothing", what=_NO_MONEY)
    first = [cell.fund_quarter.start if cell.month is None else cell.month.start for cell in cells]
    rows: list[dict[str, Any]] = [
        {
            "month": month_label(day, lang),
            "value": drawable(cell.value.baht),
            "fund": cell.fund_year.text(lang),
            "budget": cell.budget_year.text(lang),
        }
        for cell, day in zip(cells, first, strict=True)
        if isinstance(cell.value, Baht)
    ]
    months = Month.range(Month.of(first[0]), Month.of(first[-1]))
    order = [month_label(month.start, lang) for month in months]
    years = sorted({cell.fund_year for cell in cells})
    alt = altair()
    chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(
            x=alt.X(
                "month:O",
                sort=order,
                title=None,
                axis=alt.Axis(labelAngle=0, labelOverlap=True),
                scale=alt.Scale(domain=order),
            ),
            y=alt.Y("sum(value):Q", title=_BAHT.text(lang), axis=number_axis([row["value"] for row in rows])),
            color=alt.Color(
                "fund:N",
                title=_PAYS.text(lang),
                sort=[year.text(lang) for year in years],
                scale=alt.Scale(
                    domain=[year.text(lang) for year in years], range=list(COLOURS[: len(years)])
                ),
            ),
        )
        .properties(height=300)
    )
    totals = bridge.totals("fund_year")
    parts = "; ".join(f"{year.text(lang)} {show(totals[year], lang)}" for year in years)
    return finished(chart, title=title, description=f"{title}: {parts}")


_NO_MONEY = Message(en="the bridge holds no money", th="ไม่มีเงินในข้อมูล")
_BAHT = Message(en="baht", th="บาท")
_PAYS = Message(en="paid by", th="ปีที่จ่าย")
_A_BRIDGE = Message(
    en="a Bridge, the value of bridge_plan(plan)", th="Bridge ซึ่งเป็นค่า (value) ของ bridge_plan(plan)"
)
