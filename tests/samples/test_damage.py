"""What the copies lost stays absent and is marked; nothing else is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from ssoplan import samples
from ssoplan.model import (
    Cell,
    Indicator,
    Legibility,
    MonthlyPattern,
    OfficeRow,
    OfficeTable,
    Plan,
    Project,
    Trace,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = 12
LOST_INDICATORS = "1-11 1-18 2-52 2-96 3-12 3-13"
UNREAD_ROWS = "2-30 2-31 2-32 2-33 2-34 2-35 2-45 2-46 2-47 2-48 2-49 2-50 2-51"
NOT_IN_THE_DOCUMENT = "2-23 3-26 3-33 3-49"


def parts(node: Any) -> Iterator[Any]:
    """Yield an object of the model and all objects inside it."""
    if isinstance(node, tuple):
        for item in node:
            yield from parts(item)
    elif attrs.has(type(node)):
        yield node
        for field in attrs.fields(type(node)):
            yield from parts(getattr(node, field.name))


def damaged(node: Any) -> tuple[str, ...]:
    """Return the names of an object's damaged fields."""
    return node.trace.damaged if node.trace else ()


def projects() -> list[Project]:
    """Return the work items of the action plan."""
    plan = samples.load("sso-2566")
    assert isinstance(plan, Plan)
    return list(plan.projects)


def keyed(found: list[Project]) -> set[str]:
    """Return strategy and number of projects."""
    return {f"{project.strategy}-{project.number}" for project in found}


@pytest.mark.parametrize("name", samples.names())
def test_damage_names_fields(name: str) -> None:
    """Damage names fields of its own object; in a row of a table also columns of the table."""
    document = samples.load(name)
    tables = [part for part in parts(document) if isinstance(part, OfficeTable)]
    columns = {column.key for table in tables for column in table.columns}
    for part in parts(document):
        if isinstance(getattr(part, "trace", None), Trace):
            fields = {field.name for field in attrs.fields(type(part))} - {"trace"}
            known = fields | columns if isinstance(part, OfficeRow) else fields
            assert known >= set(part.trace.damaged)
            assert len(set(part.trace.damaged)) == len(part.trace.damaged)


@pytest.mark.parametrize("name", samples.names())
def test_twelve_cells_or_damaged(name: str) -> None:
    """A row of months that has not twelve cells is marked, whatever it is a row of."""
    for part in parts(samples.load(name)):
        if isinstance(part, Indicator) and part.monthly and len(part.monthly.cells) != MONTHS:
            assert "monthly" in damaged(part)


@pytest.mark.parametrize("name", samples.names())
def test_lost_cells_are_marked(name: str) -> None:
    """A lost cell of an office table is marked with its column; no row of months has one."""
    for part in parts(samples.load(name)):
        if isinstance(part, MonthlyPattern):
            assert Cell.LOST not in part.cells
        if isinstance(part, OfficeTable):
            for row in part.rows:
                lost = {key for key, v in zip(part.column_keys, row.values, strict=True) if v is Cell.LOST}
                assert lost <= set(damaged(row))


class TestProjects:
    def test_illegible_budgets(self) -> None:
        """96 budgets are not legible: they have no value and no status; one stands in its neighbour's row."""
        lost = [project for project in projects() if "budget" in damaged(project)]
        assert len(lost) == 97
        assert {"3-9"} == keyed([p for p in lost if p.budget is not None])
        assert {None} == {p.budget_status for p in lost}

    def test_every_item_says_what_its_money_is(self) -> None:
        """An item has a budget, says that it has none, or has lost it."""
        for p in projects():
            assert p.budget is not None or p.budget_status is not None or "budget" in damaged(p)

    def test_items_of_the_contents(self) -> None:
        """An item known from the table of contents has nothing of its row, and all of it is marked."""
        row = ("office_th", "budget", "national_strategy", "master_plan", "indicators")
        found = [p for p in projects() if p.trace and p.trace.legible is Legibility.CONTENTS_ONLY]
        assert {row} == {damaged(project) for project in found}
        assert {(None, None, None, None, ())} == {tuple(getattr(p, name) for name in row) for p in found}
        assert {()} == {p.figures for p in found}

    def test_lost_indicators(self) -> None:
        """Beyond those items, 23 have lost indicators: weights short of 100, unread rows, rows of the appendix."""
        found = [
            project
            for project in projects()
            if "indicators" in damaged(project)
            and project.trace
            and project.trace.legible is not Legibility.CONTENTS_ONLY
        ]
        assert set(f"{LOST_INDICATORS} {UNREAD_ROWS} {NOT_IN_THE_DOCUMENT}".split()) == keyed(found)

    def test_weights_add_up_where_nothing_is_lost(self) -> None:
        """The other items whose weights are printed have 100 in all."""
        whole = [p for p in projects() if p.indicators and "indicators" not in damaged(p)]
        printed = [p for p in whole if all(i.weight and "weight" not in damaged(i) for i in p.indicators)]
        assert len(printed) == 49
        assert {100} == {sum(i.weight or 0 for i in p.indicators) for p in printed}


@cache
def indicators() -> dict[str, Indicator]:
    """Return the indicators of the work items by strategy, project and number."""
    return {f"{p.strategy}-{p.number}-{i.number}": i for p in projects() for i in p.indicators}


class TestIndicators:
    def test_what_is_absent(self) -> None:
        """Months, texts and weights that are absent are marked; only one weight is printed as "-"."""
        for name in ("monthly", "text_th", "weight"):
            absent = {key for key, i in indicators().items() if getattr(i, name) is None}
            marked = {key for key, i in indicators().items() if name in damaged(i)}
            assert ({"1-19-1"} if name == "weight" else set()) == absent - marked

    def test_clean_rows(self) -> None:
        """The 27 rows with exactly twelve months are sound, errors of the document included."""
        sound = {key: i for key, i in indicators().items() if i.monthly and "monthly" not in damaged(i)}
        assert len(sound) == 27
        # Levels a month early, seven meetings of four, a target of one month for the year: for rules to find.
        assert set(sound) >= {"1-23-1", "2-89-1", "2-90-1", "2-91-1", "2-102-1", "3-21-1"}

    @pytest.mark.parametrize(
        ("key", "expected"),
        [
            ("1-1-1", ("monthly",)),  # thirteen cells
            ("1-2-1", ("monthly",)),  # no cells
            ("1-5-1", ("text_th", "monthly")),  # a word misread
            ("1-9-1", ("text_th", "weight", "monthly", "levels")),  # the explanation lists five levels of ten
            ("1-14-1", ("monthly",)),  # eleven empty cells
            ("1-16-1", ("levels",)),  # two of five levels, in the note
            ("1-18-1", ("monthly",)),  # two rows run into one, twelve cells by chance
            ("1-19-1", ("text_th",)),  # the weight cell prints "-"
            ("2-29-1", ("weight",)),  # the weight column is lost
            ("2-92-1", ("text_th",)),
            ("2-93-1", ("monthly",)),  # eight cells
            ("3-16-2", ("weight", "monthly")),  # texts one row below their figures
            ("3-40-1", ("text_th", "target", "weight", "monthly")),  # target and weight slipped
            ("3-43-1", ()),
        ],
    )
    def test_decisions(self, key: str, expected: tuple[str, ...]) -> None:
        """What the notes of the transcription say of an indicator is marked, and no more."""
        assert expected == damaged(indicators()[key])


def test_words_are_evaluated_as_printed() -> None:
    """Amounts in words are nowhere marked as damaged: what they say is for rules to compare."""
    plan = samples.load("sso-2566")
    assert isinstance(plan, Plan)
    for allocation in plan.allocations:
        for part in (allocation, *allocation.by_category, *allocation.announcements):
            assert damaged(part) == ()


def test_sections_lost_from_the_copy() -> None:
    """Of the Bueng Kan paper the content of sections 3 to 8 is marked; the headings there are those printed."""
    sample = samples.load("bueng-kan-2564")
    lost = {
        "activities",
        "target_groups",
        "duration",
        "duration_th",
        "indicators",
        "work_plan",
        "month_columns",
    }
    assert lost == set(damaged(sample))
    assert {None, ()} == {getattr(sample, name) for name in lost}
