"""Indicators (ตัวชี้วัด): what is measured, against which target, month by month."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from ssoplan.calendar.months import Month
from ssoplan.model._entity import entity
from ssoplan.model.office import Cell
from ssoplan.model.trace import Trace
from ssoplan.model.worded import Worded

__all__ = ["Comparator", "Dimension", "Indicator", "IndicatorType", "MilestoneLevel", "MonthlyPattern"]


class Dimension(Worded):
    """What side of the work an indicator looks at (มิติของตัวชี้วัด)."""

    QUANTITY = "quantity", "quantity", "เชิงปริมาณ"
    QUALITY = "quality", "quality", "เชิงคุณภาพ"
    TIME = "time", "time", "เชิงเวลา"
    OUTPUT = "output", "output", "ผลผลิต"
    OUTCOME = "outcome", "outcome", "ผลลัพธ์"


class Comparator(Worded):
    """The word that stands between an indicator and its target."""

    AT_LEAST = "ge", "at least", "ไม่น้อยกว่า"
    UNSTATED = "unstated", "no comparator printed", "ไม่ได้พิมพ์คำเปรียบเทียบ"
    INCREASE = "increase", "an increase", "เพิ่มขึ้น"
    DECREASE = "decrease", "a decrease", "ลดลง"
    CERTIFIED = "certified", "certified", "ผ่านการรับรอง"
    AT_LEAST_BENCHMARK = "ge_benchmark", "at least the benchmark", "ไม่น้อยกว่าดัชนีชี้วัด"
    RANK_AT_WORST = "rank_at_worst", "at worst the rank", "ไม่ต่ำกว่าอันดับ"


class IndicatorType(StrEnum):
    """How the value of a strategy-level indicator is obtained."""

    RATIO_PERCENT = "ratio_percent"
    SURVEY_PERCENT = "survey_percent"
    SCORE_PERCENT = "score_percent"
    COMPOSITE_PERCENT = "composite_percent"
    RATIO_VECTOR = "ratio_vector"
    LEVEL = "level"
    COUNT = "count"
    CERTIFICATION = "certification"
    BENCHMARK = "benchmark"


@entity
class MonthlyPattern:
    """The month cells of an indicator, in printed order.

    A whole row has twelve cells, from the first month of the plan's own year. A copy may have lost or doubled
    cells: then ``cells`` has another length and no cell can be assigned to a month.

    Attributes:
        cells: A figure; None where the cell prints "-" or is empty; `Cell.LOST` where the copy lost it.
    """

    cells: tuple[int | Decimal | Cell | None, ...]


@entity
class MilestoneLevel:
    """One level of a milestone scale (คำอธิบายระดับ): what has to be done, and by when.

    Attributes:
        level: The level's number, or the percentage of a progress scale.
        description_th: What reaching the level means.
        due: The month named by the explanation.
        due_th: The same month as printed.
    """

    level: int | Decimal
    description_th: str | None = None
    due: Month | None = None
    due_th: str | None = None
    trace: Trace | None = None


@entity
class Indicator:
    """An indicator of a strategy, a project or an activity.

    Attributes:
        text_th: What is measured; None where the copy lost it.
        number: The sequence number in its list.
        code: The number as printed where it is not a sequence, such as ``1.2``; in a plan above, the number of the
            milestone or topic that sets the indicator.
        unit_th: The unit of counting (หน่วยนับ), such as ร้อยละ or คน.
        target: A figure, or the name of a certificate or benchmark; None where none is printed.
        comparator: The word between indicator and target.
        comparator_th: The same as printed.
        weight: Its share of 100 among the indicators of one project (น้ำหนัก).
        monthly: The twelve month cells.
        levels: The explained levels of a milestone scale.
        dimension: Quantity, quality, time, output or outcome.
        type: How the value is obtained.
        result: The value reached, in a table of results.
        beneficiaries: The persons served, where the table prints them beside the target.
    """

    text_th: str | None = None
    number: int | None = None
    code: str | None = None
    unit_th: str | None = None
    target: int | Decimal | str | None = None
    comparator: Comparator | None = None
    comparator_th: str | None = None
    weight: int | Decimal | None = None
    monthly: MonthlyPattern | None = None
    levels: tuple[MilestoneLevel, ...] = ()
    dimension: Dimension | None = None
    dimension_th: str | None = None
    type: IndicatorType | None = None
    result: int | Decimal | None = None
    beneficiaries: int | None = None
    trace: Trace | None = None
