"""Indicators that stand in one list: their dimensions, their codes, and the path that the first of them takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import Cell, Dimension, Indicator, Plan, Proposal, Trace
from ssoplan.model.worded import words_of
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._reading import known, whole_cells
from ssoplan.rules.subjects._words import DIRECTIONS, INDICATOR_LISTS
from ssoplan.rules.subjects.indicator import MONTHS, indicator_lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["INDICATOR_SET", "indicator_sets"]

IN_TABLES = "kpi.dimensions.project"
_DIRECTIONS = (("เพิ่มขึ้น", "increase"), ("ลดลง", "decrease"))


@attrs.frozen(kw_only=True)
class IndicatorSet:
    """The indicators of one list.

    Attributes:
        kind: The head of a provincial table, a proposal, or another list.
        path_row: The first activity row of a provincial table, which shows where its figures go.
    """

    indicators: tuple[Indicator, ...]
    kind: str = "other"
    path_row: Indicator | None = None
    trace: Trace | None = None


def _dimensions(each: IndicatorSet) -> Any:
    found = tuple(known(indicator, "dimension") for indicator in each.indicators)
    if DAMAGED in found:
        return DAMAGED
    return tuple(dimension.value for dimension in found if dimension is not MISSING)


def _missing(each: IndicatorSet, parameters: Mapping[str, Any]) -> Any:
    found = _dimensions(each)
    if isinstance(found, Absent):
        return found
    return tuple(dimension for dimension in parameters[IN_TABLES] if dimension not in found)


def _conflicts(each: IndicatorSet) -> Any:
    """Return one text for each code, text and unit that carries several targets."""
    targets: dict[tuple[str, str, str | None], list[Any]] = {}
    for indicator in each.indicators:
        target = known(indicator, "target")
        if indicator.code and indicator.text_th and not isinstance(target, Absent):
            targets.setdefault((indicator.code, indicator.text_th, indicator.unit_th), []).append(target)
    return tuple(
        f"{code} {text}: {' / '.join(map(str, dict.fromkeys(found)))}"
        for (code, text, _), found in targets.items()
        if len(set(found)) > 1
    )


def _coded(each: IndicatorSet) -> int:
    return sum(indicator.code is not None for indicator in each.indicators)


def _demands(each: IndicatorSet) -> Any:
    """Return the direction that an indicator of the list demands in its words."""
    texts = [indicator.text_th for indicator in each.indicators if indicator.text_th]
    found = {direction for phrase, direction in _DIRECTIONS for text in texts if text.endswith(phrase)}
    return found.pop() if len(found) == 1 else MISSING


def _path_change(each: IndicatorSet, parameters: Mapping[str, Any]) -> Any:
    cells = whole_cells(each.path_row) if each.path_row is not None else MISSING
    if cells is DAMAGED:
        cells = _certain_ends(each.path_row, parameters[MONTHS])
    if isinstance(cells, Absent):
        return cells
    filled = [cell for cell in cells if cell is not None]
    return filled[-1] - filled[0] if filled else MISSING


def _certain_ends(row: Indicator | None, months: int) -> Any:
    """Return the first and last cell of a row that prints too many, where no doubt is left which these are.

    All its cells are legible, and whichever are surplus, the first is the same; the last is the printed target.
    """
    cells = () if row is None or row.monthly is None else row.monthly.cells
    surplus = len(cells) - months
    if row is None or surplus <= 0 or any(cell is None or cell is Cell.LOST for cell in cells):
        return DAMAGED
    certain = len(set(cells[: surplus + 1])) == 1 and cells[-1] == known(row, "target")
    return (cells[0], cells[-1]) if certain else DAMAGED


INDICATOR_SET = Subject(
    "indicator_set",
    Message(en="indicators of one list", th="ตัวชี้วัดในรายการเดียวกัน"),
    (
        derived("kind", "enum", lambda e: e.kind, values=INDICATOR_LISTS, en="kind of list", th="ประเภทรายการ"),
        derived("dimensions", "many[enum]", _dimensions, values=words_of(Dimension), en="dimensions", th="มิติของตัวชี้วัด"),
        derived("missing_in_table", "many[enum]", _missing, values=words_of(Dimension), reads=[IN_TABLES], en="dimensions without an indicator", th="มิติที่ไม่มีตัวชี้วัด"),
        derived("coded", "int", _coded, low=0, en="indicators with a code", th="ตัวชี้วัดที่มีเลขกำกับ"),
        derived("conflicts", "many[text]", _conflicts, en="indicators with several targets", th="ตัวชี้วัดที่มีหลายเป้าหมาย"),
        derived("demands", "enum", _demands, values=DIRECTIONS, en="direction that an indicator demands", th="ทิศทางที่ตัวชี้วัดต้องการ"),
        derived("path_change", "number", _path_change, reads=[MONTHS], en="change of the first row over the year", th="การเปลี่ยนแปลงของแถวแรกทั้งปี"),
    ),
)  # fmt: skip


def indicator_sets(document: object) -> Iterator[Row]:
    """Yield the lists of indicators of a plan or proposal."""
    heads = {}
    if isinstance(document, Plan):
        heads = {f"$.tables[{i}].indicators": table for i, table in enumerate(document.tables)}
    for path, indicators, label in indicator_lists(document):
        if not indicators:
            continue
        table = heads.get(path)
        if table is not None:
            value = IndicatorSet(
                indicators=indicators,
                kind="table",
                path_row=table.activities[0] if table.activities else None,
            )
        else:
            value = IndicatorSet(
                indicators=indicators, kind="proposal" if isinstance(document, Proposal) else "other"
            )
        yield Row(path, value, label or getattr(document, "title_th", ""))
