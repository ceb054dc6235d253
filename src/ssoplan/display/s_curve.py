"""The S-curve: what a plan wants done by each month, against what was done."""

from __future__ import annotations

from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, Any

from ssoplan.calculators.exact import exact_or_none
from ssoplan.calculators.patterns import MonthlyMeaning, classify
from ssoplan.calculators.progress import plan_to_date
from ssoplan.calendar import Year
from ssoplan.display.axes import number_axis
from ssoplan.display.chart import Chart, DisplayError, altair, finished, month_label
from ssoplan.display.checks import A_YEAR, check_each, check_is, check_language, drawable
from ssoplan.display.words import quantity, unit_title
from ssoplan.errors import Message
from ssoplan.model import Cell, Indicator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssoplan.calculators.exact import Number
    from ssoplan.errors import Language
    from ssoplan.parameters import Parameters

__all__ = ["s_curve"]


def s_curve(  # each is a choice of the reader
    indicator: Indicator,
    year: Year,
    *,
    results: Sequence[Number | None] = (),
    lang: Language = "th",
    parameters: Parameters | None = None,
) -> Chart:
    """Return the plan to date of an indicator by month, and its results to date where there are any.

    Args:
        indicator: An indicator with twelve month cells and a target in figures.
        year: The year of the plan.
        results: Results by month in the meaning of the cells: quantities of each month where the cells add up, else
            the value reached. None where there is none; a sum is drawn up to the first of these.
        lang: The language of its words.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        CalculatorError: A cell, the target or a result is no exact number.
        DisplayError: The indicator has no cells or target, a cell is lost, its cells contradict its target, there are
            more results than months, or there is no such language.
        DisplayTypeError: It is no indicator, no year, or no list of results.
        MissingLibraryError: The extra ``charts`` is not installed.
    """
    check_language(lang)
    check_is(indicator, Indicator, name="indicator", of="s_curve", expected=_AN_INDICATOR)
    check_is(year, Year, name="year", of="s_curve", expected=A_YEAR)
    check_each(results, object, name="results", of="s_curve", expected=_RESULTS)
    cells = _cells(indicator)
    target: Any = indicator.target
    meaning = classify.plain(cells, target, unit_th=indicator.unit_th, on=year.end, parameters=parameters)
    if meaning is MonthlyMeaning.INCONSISTENT:
        raise DisplayError("nothing", what=_CONTRADICTION)
    planned = [
        plan_to_date.plain(cells, meaning, month=month, target=target, on=year.end, parameters=parameters)
        for month in range(1, len(cells) + 1)
    ]
    done = _to_date(results, meaning)
    series: dict[str, Sequence[Number | None]] = {_PLAN.text(lang): planned, _RESULT.text(lang): done}
    rows = [
        {
            "month": month.start.isoformat(),
            "label": month_label(month.start, lang),
            "series": name,
            "value": drawable(value),
        }
        for name, values in series.items()
        for month, value in zip(year.months, values, strict=False)
        if value is not None
    ]
    return _drawn(rows, list(series), indicator, year, lang)


def _drawn(
    rows: list[dict[str, Any]], names: list[str], indicator: Indicator, year: Year, lang: Language
) -> Chart:
    alt = altair()
    order = [month_label(month.start, lang) for month in year.months]
    chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(point=True, strokeWidth=2.5)
        .encode(
            x=alt.X(
                "label:O", sort=order, title=None, axis=alt.Axis(labelAngle=0), scale=alt.Scale(domain=order)
            ),
            y=alt.Y(
                "value:Q",
                title=unit_title(indicator.unit_th, lang),
                axis=number_axis(row["value"] for row in rows),
                scale=alt.Scale(zero=True),
            ),
            color=alt.Color("series:N", sort=names, title=None),
            strokeDash=alt.StrokeDash("series:N", sort=names, legend=None),
        )
        .properties(height=320)
    )
    title = indicator.text_th or _UNNAMED.text(lang)
    target: Any = indicator.target
    described = _DESCRIBED.text(
        lang, title=title, year=year.text(lang), target=quantity(target, indicator.unit_th, lang)
    )
    return finished(chart, title=title, description=described)


def _cells(indicator: Indicator) -> list[Any]:
    if indicator.monthly is None or isinstance(indicator.target, str | None):
        raise DisplayError("nothing", what=_NO_CELLS)
    cells = list(indicator.monthly.cells)
    if Cell.LOST in cells or len(cells) != _MONTHS:
        raise DisplayError("nothing", what=_LOST)
    return cells


def _to_date(results: Sequence[Number | None], meaning: MonthlyMeaning) -> Sequence[Number | None]:
    if len(results) > _MONTHS:
        raise DisplayError("results", results=len(results), months=_MONTHS)
    if meaning is not MonthlyMeaning.SUM:
        return [exact_or_none(result) for result in results]
    # What came after a month that was not reported cannot be added up.
    known = takewhile(lambda result: result is not None, map(exact_or_none, results))
    return list(accumulate(result for result in known if result is not None))


_MONTHS = 12
_AN_INDICATOR = Message(
    en="an Indicator, such as one of proposal.indicators", th="Indicator เช่น รายการหนึ่งใน proposal.indicators"
)
_RESULTS = Message(
    en="a list with a number or None for each month so far",
    th="รายการของจำนวนหรือ None เดือนละหนึ่งค่าจนถึงเดือนปัจจุบัน",
)
_PLAN = Message(en="plan to date", th="แผนสะสม")
_RESULT = Message(en="result to date", th="ผลสะสม")
_UNNAMED = Message(en="indicator", th="ตัวชี้วัด")
_NO_CELLS = Message(
    en="the indicator has no month cells or no target in figures", th="ตัวชี้วัดไม่มีช่องรายเดือนหรือเป้าหมายเป็นตัวเลข"
)
_LOST = Message(en="the copy lost month cells of the indicator", th="สำเนาทำช่องรายเดือนของตัวชี้วัดหายไป")
_CONTRADICTION = Message(en="the cells contradict the target", th="ช่องรายเดือนขัดกับเป้าหมาย")
_DESCRIBED = Message(
    en="Plan and result to date by month of {year}: {title}, target {target}",
    th="แผนและผลสะสมรายเดือนของ{year}: {title} เป้าหมาย {target}",
)
