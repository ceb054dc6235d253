"""The funding bridge: the money of a plan by month, coloured by the fund year that pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.calculators.showing import show
from ssoplan.display.chart import COLOURS, Chart, DisplayError, altair, finished, month_label
from ssoplan.errors import Message
from ssoplan.money import Baht

if TYPE_CHECKING:
    from ssoplan.calculators.bridging import Bridge
    from ssoplan.errors import Language

__all__ = ["funding_bridge_chart"]


def funding_bridge_chart(bridge: Bridge, *, title: str, lang: Language = "th") -> Chart:
    """Return money by month as stacked bars: each colour is a fund year, each band one budget year.

    Args:
        bridge: What `ssoplan.calculators.bridge_plan` gives (its ``value``); money known by quarter only is shown at
            the quarter's first month.
        title: The title.
        lang: The language of its words.

    Raises:
        DisplayError: The bridge holds no money.
        MissingLibraryError: The extra ``charts`` is not installed.
    """
    cells = sorted(
        (cell for cell in bridge.cells if isinstance(cell.value, Baht) and cell.value),
        key=lambda cell: cell.fund_quarter.start if cell.month is None else cell.month.start,
    )
    if not cells:
        raise DisplayError("nothing", what=_NO_MONEY)
    first = [cell.fund_quarter.start if cell.month is None else cell.month.start for cell in cells]
    rows = [
        {
            "month": month_label(day, lang),
            "value": float(cell.value.baht),
            "fund": cell.fund_year.text(lang),
            "budget": cell.budget_year.text(lang),
        }
        for cell, day in zip(cells, first, strict=True)
        if isinstance(cell.value, Baht)
    ]
    order = list(dict.fromkeys(row["month"] for row in rows))
    years = sorted({cell.fund_year for cell in cells})
    alt = altair()
    chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("month:O", sort=order, title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("sum(value):Q", title=_BAHT.text(lang)),
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
