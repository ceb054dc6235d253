"""Every figure and text of the transcriptions stands in the samples, and no figure stands there that was not printed.

Both sides are read as bags of leaves: numbers by value (an amount in million baht as such, without sign), rows of
months as wholes, and texts. The exceptions are listed here, one by one, with the reason.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
import yaml

from ssoplan import samples
from ssoplan.calendar import Month, parse_date, parse_period
from ssoplan.calendar.period import Period
from ssoplan.calendar.years import Year
from ssoplan.model import (
    Figure,
    MonthlyPattern,
    Plan,
    Project,
    Proposal,
    QuarterlySpendingPlan,
    Trace,
)
from ssoplan.money import Baht

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PUBLISHED = Path(__file__).parents[1] / "data" / "published"
NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
MILLION = 1_000_000

NOT_PRINTED = re.compile(r".*computed.*|source_file|key|kind_th|(.*_)?lines?")
"""Keys that hold nothing printed: calculations, names in code, positions in the scan, what the kind says already."""

MONTH_ROWS = ("monthly", "monthly_cells_as_printed")
CODES = {">=": "ge", None: None}
ENUM_TEXTS = {  # printed words that the model keeps as members of a closed list
    "งบดำเนินงาน": "operating",
    "ค่าตอบแทน": "remuneration",
    "ค่าใช้สอย": "services",
}

Leaf = Decimal | str | tuple[Any, ...]


def scalar(value: Any) -> Leaf | None:
    """Return a leaf: a number by value without its sign, or text."""
    if isinstance(value, str) and not NUMBER.fullmatch(value):
        return CODES.get(value, value)
    return None if value is None else abs(Decimal(value))


def row(cells: Any) -> Leaf:
    """Return the cells of a row of months as one leaf."""
    return tuple(cell if cell is None else scalar(cell) for cell in cells)


def printed(node: Any) -> Iterator[Leaf]:
    """Yield the printed leaves of a part of a transcription."""
    if isinstance(node, dict) and {"date", "text_th"} <= node.keys():
        assert parse_date(node["text_th"]).isoformat() == node["date"]
        yield node["date"]
    elif isinstance(node, dict):
        for key in node:
            yield from () if NOT_PRINTED.fullmatch(key) else printed_value(node, key)
    elif isinstance(node, list):
        for item in node:
            yield from printed(item)
    elif (leaf := scalar(node)) is not None:
        yield leaf


def printed_value(node: dict[str, Any], key: str) -> Iterator[Leaf]:
    """Yield the leaves of a value; a row of months is one, or one for each series where its cells hold several."""
    value = node[key]
    if key in MONTH_ROWS and isinstance(node.get("total"), dict):
        yield from (row(cell and cell[name] for cell in value) for name in node["total"])
    elif key in MONTH_ROWS:
        yield row(value)
    elif key == "cells":
        yield " | ".join(value)
    else:
        yield from printed(value)


def kept(node: Any, scale: int = 1) -> Iterator[Leaf]:
    """Yield the leaves of a part of a sample."""
    own = next((leaves for cls, leaves in OWN_LEAVES.items() if isinstance(node, cls)), None)
    if own is not None:
        yield from own(node)
    elif isinstance(node, Baht):
        yield abs(Decimal(node.satang)) / 100 / scale
    elif isinstance(node, tuple):
        for item in node:
            yield from kept(item, scale)
    elif attrs.has(type(node)):
        yield from kept_fields(node, MILLION if isinstance(node, QuarterlySpendingPlan) else scale)
    elif (leaf := scalar(node)) is not None:
        yield leaf


def of_trace(trace: Trace) -> list[Leaf]:
    """Return page, legibility and note of a trace."""
    legible = trace.legible.value if trace.legible else None
    return [part for part in (trace.page, legible, trace.note) if part]


OWN_LEAVES: dict[type, Callable[[Any], list[Leaf]]] = {
    bool: lambda _: [],
    Trace: of_trace,
    MonthlyPattern: lambda pattern: [row(pattern.cells)],
    Month: lambda _: [],  # the printed text beside it is compared
    Year: lambda year: [Decimal(year.be)],
    Period: lambda period: [period.start.isoformat(), period.end.isoformat()],
    dt.date: lambda date: [date.isoformat()],
    Enum: lambda member: [member.value],
}
"""Leaves of what is not read field by field."""


def kept_fields(node: Any, scale: int) -> Iterator[Leaf]:
    """Yield the leaves of an object's fields, but for the names that are only of the code."""
    skipped = {"document", "key", "unit_th"} if isinstance(node, Figure) else {"document", "key"}
    for field in attrs.fields(type(node)):
        if field.name not in skipped:
            yield from kept(getattr(node, field.name), scale)


def figures_of(leaves: Iterator[Leaf]) -> Counter[Leaf]:
    """Return the bag of numbers and rows of months."""
    return Counter(leaf for leaf in leaves if not isinstance(leaf, str))


def lost_figures(source: Any, sample: Any) -> Counter[Leaf]:
    """Return the printed figures that the sample does not hold (or not as often)."""
    return figures_of(printed(source)) - figures_of(kept(sample))


def added_figures(source: Any, sample: Any) -> Counter[Leaf]:
    """Return the figures of the sample that are not printed (or not as often)."""
    return figures_of(kept(sample)) - figures_of(printed(source))


def lost_texts(source: Any, sample: Any) -> list[str]:
    """Return the printed texts that stand nowhere in the sample."""
    held = "\n".join(leaf for leaf in kept(sample) if isinstance(leaf, str))
    texts = (leaf for leaf in printed(source) if isinstance(leaf, str))
    return [text for text in texts if not any(all(part in held for part in form) for form in forms_of(text))]


def forms_of(text: str) -> list[list[str]]:
    """Return how a text may stand: as it is, as a member of a list, or its remark on the copy apart in a note."""
    head, _, remark = text.partition(" (ข้อความชำรุด")
    return [[text], [ENUM_TEXTS.get(text, text)], [head, "ข้อความชำรุด" + remark.removesuffix(")")]]


@cache
def published(name: str) -> Any:
    """Return a transcription."""
    return yaml.safe_load((PUBLISHED / f"{name}.yaml").read_text(encoding="utf-8"))


def without(node: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return a mapping without some keys."""
    return {key: value for key, value in node.items() if key not in keys}


def plan(name: str) -> Plan:
    """Return a sample that is a plan."""
    found = samples.load(name)
    assert isinstance(found, Plan)
    return found


def proposal(name: str) -> Proposal:
    """Return a sample that is a proposal."""
    found = samples.load(name)
    assert isinstance(found, Proposal)
    return found


def changed(node: Any, **changes: Any) -> Any:
    """Return an object of the model with some fields changed."""
    return attrs.evolve(node, **changes)


def bag(*values: int | str) -> Counter[Leaf]:
    """Return a bag of numbers."""
    return Counter(Decimal(value) for value in values)


class TestTheActionPlan:
    @staticmethod
    @cache
    def source() -> dict[str, Any]:
        """Return the transcriptions of the plan but for its work items; of the rates, what is reported of them.

        The level of an upper plan is in its name there (1 → L1), the phase of a vaccination in the key of its figures.
        """
        strategies = dict(published("sso_2566_strategies"))
        strategies["plan_levels"] = [without(level, "level") for level in strategies["plan_levels"]]
        allocation = dict(published("sso_2566_allocation"))
        allocation["other_results_2565"] = [
            {
                **r,
                "values": [without(v, "phase") for v in r["values"]]
                if isinstance(r["values"], list)
                else r["values"],
            }
            for r in allocation["other_results_2565"]
        ]
        rates = published("sso_time_dated_rates")
        reported = ("savings_stated_million_baht", "unemployment_results", "coverage_facts")
        contribution = [r["cross_reference"] for r in rates["contribution_rates"] if "cross_reference" in r]
        abbreviations = published("sso_2566_projects")["office_abbreviations_in_contents"]
        return {
            "strategies": strategies,
            "allocation": allocation,
            "rates": [rates[key] for key in reported] + contribution,
            "abbreviations": abbreviations,
        }

    def test_no_figure_is_lost(self) -> None:
        """Each figure outside section 8.6 stands in the sample as often as it is printed."""
        assert Counter() == lost_figures(self.source(), changed(plan("sso-2566"), projects=()))

    def test_no_figure_is_added(self) -> None:
        """What is added: the amount of the one announcement and its number, and the milestone of its second target."""
        added = added_figures(self.source(), changed(plan("sso-2566"), projects=()))
        assert bag(6364564700, 1, 13) == added

    def test_no_text_is_lost(self) -> None:
        """Each text outside section 8.6 stands in the sample, but for words of the transcription itself."""
        kind, unit, terms = (
            "weighted_composite",
            "million_baht",
            ("short", "long"),
        )  # the terms are in the keys
        lost = lost_texts(self.source(), changed(plan("sso-2566"), projects=()))
        assert {kind, unit, *terms} == set(lost)

    def test_the_levels_of_the_upper_plans(self) -> None:
        """The levels are 1, 2, 2, 2, 3, 3; the ministry's policy has two lists and stands for each."""
        expected = [f"L{level['level']}" for level in published("sso_2566_strategies")["plan_levels"]]
        assert [*expected, "L3"] == [upper.level.value for upper in plan("sso-2566").upper_plans]


def work_items() -> list[dict[str, Any]]:
    """Return the work items of section 8.6."""
    return list(published("sso_2566_projects")["work_items"])


def item_id(item: dict[str, Any]) -> str:
    """Return strategy and number of a work item."""
    return f"{item['strategy']}-{item['number']}"


@cache
def projects() -> dict[str, Project]:
    """Return the projects of the sample by strategy and number."""
    return {f"{p.strategy}-{p.number}": p for p in plan("sso-2566").projects}


class TestWorkItems:
    UNIT_COLUMN = ("1-12", "1-13", "3-47")
    """Items whose unit column prints ร้อยละ, as their notes say; the transcription has another unit or none."""

    @pytest.mark.parametrize("item", work_items(), ids=item_id)
    def test_each_item_is_whole(self, item: dict[str, Any]) -> None:
        """An item has every figure and every text of its transcription, and no other figure."""
        source = without(item, "budget_status") if item.get("budget_status") == "not_legible" else item
        if item_id(item) in self.UNIT_COLUMN:
            source = {**source, "indicators": [without(i, "unit_th") for i in source["indicators"]]}
        sample = projects()[item_id(item)]
        assert Counter() == lost_figures(source, sample)
        assert Counter() == added_figures(source, sample)
        assert lost_texts(source, sample) == []

    @pytest.mark.parametrize("key", UNIT_COLUMN)
    def test_printed_units_stay(self, key: str) -> None:
        """A wrong unit stays as the unit column prints it."""
        first, *_ = projects()[key].indicators
        assert first.unit_th == "ร้อยละ"
        assert first.trace is not None
        assert "ร้อยละ" in str(first.trace.note)

    def test_due_months_read_the_printed_text(self) -> None:
        """The typed month of a level is the last month named by its printed text."""
        for project in projects().values():
            for level in (level for indicator in project.indicators for level in indicator.levels):
                if level.due is not None:
                    last = str(level.due_th).rpartition(" - ")[2]
                    assert parse_period(last).of == level.due

    def test_the_order_is_that_of_the_plan(self) -> None:
        """Projects stand in printed order."""
        assert [item_id(item) for item in work_items()] == list(projects())


class TestProposals:
    def test_sukhothai(self) -> None:
        """The year of the duration is in its days; points counted, bars drawn and the line's amount are added."""
        source, sample = published("sukhothai_network_2564"), proposal("sukhothai-2564")
        counted, bars, line_amount = (3, 2), (2, 2) + (2, 13) * 4, 18408
        assert bag(2564) == lost_figures(source, sample)
        assert bag(*counted, *bars, line_amount) == added_figures(source, sample)
        assert lost_texts(source, sample) == []

    def test_bueng_kan(self) -> None:
        """Whole, with the national table; the number in the words of the master-plan slot is read."""
        source, sample = published("bueng_kan_sdu_2564"), proposal("bueng-kan-2564")
        assert Counter() == lost_figures(source, sample)
        assert bag(1) == added_figures(source, sample)
        assert lost_texts(source, sample) == []


class TestProvincialPlans:
    def test_nong_khai(self) -> None:
        """Numbers before names are read, and the baht of a composite cell stand as the budget too."""
        source, sample = published("nong_khai_fy2565"), plan("nong-khai-2565")
        rows = [r for t in source["tables"] for r in (*t["activity_rows"], *self.sub_rows(t))]
        codes = [r["name_th"].split(" ")[0] for r in rows]
        budgets = [p["total"]["baht"] for t in source["tables"] for p in t["off_budget_projects"]]
        assert Counter() == lost_figures(source, sample)
        assert bag(*codes, *budgets) == added_figures(source, sample)
        # A name is printed with its number, which the sample keeps apart.
        names = {r["name_th"] for r in rows}
        lost = lost_texts(source, sample)
        assert names >= set(lost)
        assert lost_texts([name.split(" ", 1)[1] for name in names], sample) == []

    @staticmethod
    def sub_rows(table: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the rows under the projects of a table."""
        return [row for project in table["off_budget_projects"] for row in project["sub_rows"]]

    def test_yasothon(self) -> None:
        """The years of the duration are in the days of the plan's period."""
        source, sample = published("yasothon_s40_2555"), plan("yasothon-2555")
        assert bag(2555, 2556) == lost_figures(source, sample)
        assert Counter() == added_figures(source, sample)
        assert lost_texts(source, sample) == []


class TestTheTestItself:
    def test_a_lost_target_is_noticed(self) -> None:
        """Dropping one figure of one indicator is noticed."""
        item = next(item for item in work_items() if item_id(item) == "2-67")
        project = projects()["2-67"]
        first, second = project.indicators
        broken = changed(project, indicators=(first, changed(second, target=None)))
        assert bag(90) == lost_figures(item, broken)

    def test_a_changed_month_is_noticed(self) -> None:
        """Changing one month cell is noticed."""
        item = next(item for item in work_items() if item_id(item) == "2-29")
        project = projects()["2-29"]
        (only,) = project.indicators
        assert only.monthly is not None
        cells = (*only.monthly.cells[:-1], 91)
        broken = changed(project, indicators=(changed(only, monthly=MonthlyPattern(cells=cells)),))
        assert [row(only.monthly.cells)] == list(lost_figures(item, broken))

    def test_a_lost_text_is_noticed(self) -> None:
        """Dropping a text is noticed."""
        item = work_items()[0]
        assert [item["title_th"]] == lost_texts(item, changed(projects()["1-1"], title_th=None))
