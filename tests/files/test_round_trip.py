"""What is written can be read back, whatever the document holds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types of its own

from ssoplan.calendar import BudgetYear, FundYear, Month, Period
from ssoplan.calendar.years import Year
from ssoplan.files import KINDS, Document, DocumentErrors, Format, Kind, dump, dumps, json_schema, load, loads
from ssoplan.files.hints import BE, hints_of, options_of
from ssoplan.files.json_text import read_json
from ssoplan.model import (
    Allocation,
    Cell,
    CostLine,
    Dimension,
    Figure,
    FundingSource,
    Indicator,
    MonthlyPattern,
    OfficeTable,
    Plan,
    Project,
    ProjectBudget,
    Proposal,
    Quantity,
    Trace,
)
from ssoplan.money import Baht

if TYPE_CHECKING:
    from pathlib import Path

_CONFUSING = [
    "62.57", "5", "+5", "-0.0", "null", "nULL", "~", "Yes", "on", "True", "1:30", "0x1f", "1_000", "2566-10",
    "2022-12-22", "lost", "<<", "=", "", " ", "a: b", "# x", "[1]", "- 1", "ISO/IEC 27001", "สำนักงาน ประกันสังคม",
]  # fmt: skip
_DATES = st.dates(max_value=dt.date(2399, 12, 31))
_CIVIL = st.dates(min_value=dt.date(1912, 4, 1), max_value=dt.date(2399, 12, 31))
_LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=12) | st.sampled_from(_CONFUSING),
    int: st.integers(),
    bool: st.booleans(),
    type(None): st.none(),
    BE: st.integers(min_value=2401, max_value=3000),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
    Baht: st.integers().map(Baht.from_satang) | st.integers(min_value=0).map(Baht),
    dt.date: _DATES,
    Month: _CIVIL.map(Month.of),
    Period: st.tuples(_DATES, _DATES).map(lambda days: Period(min(days), max(days))),
    FundYear: st.integers(min_value=2484, max_value=2700).map(FundYear),
    BudgetYear: st.integers(min_value=2505, max_value=2700).map(BudgetYear),
}
_LEAVES[Year] = _LEAVES[FundYear] | _LEAVES[BudgetYear]


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if hint in _LEAVES:
        return _LEAVES[hint]
    if len(options_of(hint)) > 1:
        return st.one_of([_values(option) for option in options_of(hint)])
    if get_origin(hint) is tuple:
        first, *more = get_args(hint)
        if more == [...]:
            return st.lists(_values(first), max_size=2).map(tuple)
        return st.tuples(*map(_values, (first, *more)))
    return st.sampled_from(hint) if issubclass(hint, Enum) else _objects(hint)


@st.composite
def _objects(draw: st.DrawFn, cls: Any, share: int = 3) -> Any:
    """Draw an object with its required fields and about one in ``share`` of the others."""
    given: dict[str, Any] = {}
    for field in attrs.fields(cls):
        if field.default is attrs.NOTHING or draw(st.integers(1, share)) == 1:
            given[field.name] = draw(_values(hints_of(cls)[field.name]))
    if cls is OfficeTable:  # its constructor wants one cell a column
        cells = st.tuples(*[_values(int | Decimal | Cell | None)] * len(given["columns"]))
        given["rows"] = tuple(attrs.evolve(row, values=draw(cells)) for row in given["rows"])
    return cls(**given)


documents = st.one_of([_objects(cls) for cls in (Plan, Proposal, OfficeTable)])
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
_SCHEMAS = {KINDS[kind]: Draft202012Validator(json_schema(kind)) for kind in get_args(Kind)}


@settings(max_examples=60, suppress_health_check=_SLOW)
@given(documents)
def test_every_document_survives_both_formats(document: Document) -> None:
    """Any document is read back equal from YAML, from JSON, and from YAML after JSON; writing is stable."""
    as_yaml, as_json = dumps(document), dumps(document, format="json")
    assert document == loads(as_yaml)
    assert document == loads(as_json, format="json")
    assert as_yaml == dumps(loads(as_json, format="json"))
    assert as_json == dumps(loads(as_yaml), format="json")


@settings(max_examples=40, suppress_health_check=_SLOW)
@given(documents)
def test_every_document_holds_its_schema(document: Document) -> None:
    """What is written obeys the published JSON Schema."""
    written, _ = read_json(dumps(document, format="json"))
    assert [error.message for error in _SCHEMAS[type(document)].iter_errors(written)] == []


@settings(max_examples=100)
@given(st.one_of(_LEAVES[str], _LEAVES[Decimal], st.integers()))
def test_the_type_of_a_value_survives(value: int | Decimal | str) -> None:
    """A text that looks like a number stays text, a decimal stays a decimal with all its digits."""
    plan = Plan(title_th="ก", figures=(Figure(key="x", value=value),))
    formats: tuple[Format, ...] = ("yaml", "json")
    for kind in formats:
        read = loads(dumps(plan, format=kind), format=kind)
        assert isinstance(read, Plan)
        assert (type(value), value) == (type(read.figures[0].value), read.figures[0].value)


_PLAN = Plan(
    title_th="แผนปฏิบัติการ",
    year=FundYear(2566),
    period=Period(dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
    parent_period=(2563, 2570),
    projects=(
        Project(
            number=1,
            title_th="โครงการ: ก # ข",
            budget=Baht("5332468079.25"),
            indicators=(
                Indicator(
                    target="5", weight=Decimal("62.50"), monthly=MonthlyPattern(cells=(1, None, Cell.LOST))
                ),
            ),
            trace=Trace(page="8-12", lines=(1, 2), damaged=("budget",)),
        ),
        Project(number=2, budget=Baht(49_432_152_000)),
    ),
)

_YAML = """\
kind: plan
title_th: แผนปฏิบัติการ
year: {fund_year: 2566}
period: {start: 2023-01-01, end: 2023-12-31}
parent_period: [2563, 2570]
projects:
  - number: 1
    title_th: 'โครงการ: ก # ข'
    budget: '5332468079.25'
    indicators: [{target: '5', weight: 62.50, monthly: [1, null, lost]}]
    trace: {page: 8-12, lines: [1, 2], damaged: [budget]}
  - {number: 2, budget: 49432152000}
"""

_JSON = """\
{
  "kind": "plan",
  "title_th": "แผนปฏิบัติการ",
  "year": {"fund_year": 2566},
  "period": {"start": "2023-01-01", "end": "2023-12-31"},
  "parent_period": [2563, 2570],
  "projects": [
    {
      "number": 1,
      "title_th": "โครงการ: ก # ข",
      "budget": "5332468079.25",
      "indicators": [{"target": "5", "weight": 62.50, "monthly": [1, null, "lost"]}],
      "trace": {"page": "8-12", "lines": [1, 2], "damaged": ["budget"]}
    },
    {"number": 2, "budget": 49432152000}
  ]
}
"""


@pytest.mark.parametrize(("kind", "text"), [("yaml", _YAML), ("json", _JSON)])
def test_the_text_is_what_people_would_write(kind: Format, text: str) -> None:
    """Thai stays Thai, short values share a line, defaults are left out."""
    assert text == dumps(_PLAN, format=kind)


def test_long_rows_of_months_stay_in_one_list() -> None:
    """Twelve long month cells are written in flow style, folded where the line is full."""
    cells = tuple(Decimal(f"123456789.{month:02d}") for month in range(1, 13))
    plan = Plan(title_th="ก", results=(Indicator(monthly=MonthlyPattern(cells=cells)),))
    text = dumps(plan)
    assert "monthly: [123456789.01, 123456789.02," in text
    assert max(map(len, text.splitlines())) <= 115
    assert plan == loads(text)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("18408", "18408"),
        ("18408.50", "18408.50"),
        ("'18,408.50 บาท'", "18408.50"),
        ("49,432.1520 ล้านบาท", "49432152000"),
    ],
)
def test_amounts_are_read_exactly(written: str, amount: str) -> None:
    """Baht may be a whole number, an exact decimal, or text with separators and a unit."""
    plan = loads(f"kind: plan\ntitle_th: ก\nprojects:\n  - number: 1\n    budget: {written}\n")
    assert isinstance(plan, Plan)
    assert Baht(amount) == plan.projects[0].budget


def test_a_text_that_is_an_enum_member_becomes_plain_text() -> None:
    """A str subclass in a text field is written as its characters."""
    plan = Plan(title_th=Dimension.QUALITY)
    assert "title_th: quality\n" in dumps(plan)
    assert plan == loads(dumps(plan))


def test_a_period_keeps_its_days_only() -> None:
    """That a period was given as a year is not written; the days are equal."""
    plan = Plan(title_th="ก", period=Period.spanning(FundYear(2566)))
    assert plan == loads(dumps(plan))


class TestDump:
    """Writing to disk."""

    @pytest.mark.parametrize("name", ["plan.yaml", "plan.yml", "plan.JSON"])
    def test_the_suffix_names_the_format(self, tmp_path: Path, name: str) -> None:
        """Both suffixes of YAML and any case are known."""
        dump(_PLAN, tmp_path / name)
        assert load(tmp_path / name) == _PLAN
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("{") == name.endswith("JSON")

    def test_a_failed_dump_leaves_the_old_file(self, tmp_path: Path) -> None:
        """An object that cannot be written does not cost the file that was there, nor leave another."""
        file = tmp_path / "plan.yaml"
        dump(_PLAN, file)
        bad = Plan(title_th="ก", figures=(Figure(key="x", value=Decimal("NaN")),))
        with pytest.raises(DocumentErrors, match="cannot be written exactly"):
            dump(bad, file)
        assert load(file) == _PLAN
        assert [file] == list(tmp_path.iterdir())

    def test_replacing_keeps_permissions_and_links(self, tmp_path: Path) -> None:
        """The file behind a link is replaced, with the permissions that it had."""
        file, link = tmp_path / "plan.yaml", tmp_path / "link.yaml"
        file.write_text("old", encoding="utf-8")
        file.chmod(0o640)
        link.symlink_to(file)
        dump(_PLAN, link)
        assert load(file) == _PLAN
        assert link.is_symlink()
        assert file.stat().st_mode & 0o777 == 0o640

    @pytest.mark.parametrize(
        ("document", "name", "reason"),
        [
            (_PLAN, "plan.txt", "suffix"),
            (_PLAN, "plan", "suffix"),
            (_PLAN, "missing/plan.yaml", "not-writable"),
            (_PLAN, "folder.yaml", "directory"),
            (_PLAN, "a\x00.yaml", "not-writable"),
            (_PLAN.projects[0], "plan.yaml", "not-a-document"),
            (None, "plan.yaml", "not-a-document"),
            (Plan(title_th="\ud800"), "plan.yaml", "not-unicode"),
            (Plan(title_th="ก", parent_period=(2020, 2024)), "plan.yaml", "invalid"),
            (Plan(title_th="ก", figures=(Figure(key="x", value=10**5000),)), "plan.yaml", "not-storable"),
            (Plan(title_th="ก", figures=(Figure(key="x", value=Decimal("1E+9999")),)), "plan.json", "not-storable"),
            (Plan(title_th="ก", period=Period(dt.date(2566, 1, 1), dt.date(2566, 1, 2))), "plan.yaml", "be-date"),
            (
                Plan(title_th="ก", period=Period(dt.datetime(2023, 1, 1, tzinfo=dt.UTC).date(), dt.date(9999, 1, 1))),
                "plan.json",
                "be-date",
            ),
            (
                Proposal(
                    title_th="ก",
                    budget=ProjectBudget(
                        funding_source=FundingSource.NONE,
                        lines=(CostLine(name_th="ก", quantities=(Quantity(count=Decimal("inf"), unit_th="คน"),)),),
                    ),
                ),
                "plan.yaml",
                "not-storable",
            ),
            (Plan(title_th="ก", projects=(Project(number=1, budget=Baht.from_satang(10**600 + 1)),)), "p.yaml", "not-storable"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_written_is_one_error(
        self, tmp_path: Path, document: Any, name: str, reason: str
    ) -> None:
        """A wrong name, a wrong object or a value without an exact form is named, and nothing is written."""
        (tmp_path / "folder.yaml").mkdir()
        with pytest.raises(DocumentErrors) as caught:
            dump(document, tmp_path / name)
        assert [reason] == [error.reason for error in caught.value.errors]
        assert [file.name for file in tmp_path.iterdir()] == ["folder.yaml"]

    def test_a_moment_is_no_day(self) -> None:
        """A datetime in a date field is refused, not cut."""
        allocation = Allocation(
            year=FundYear(2566), total=Baht(1), outturn_as_of=dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
        )
        with pytest.raises(DocumentErrors, match="2023-01-01T00:00:00"):
            dumps(Plan(title_th="ก", allocations=(allocation,)))
