"""Data frames in and out: the convention of columns, keys, states and counts, and every refusal."""

from __future__ import annotations

import datetime as dt
import pickle
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd
import polars as pl
import pytest

from ssoplan.errors import Message
from ssoplan.rules.checking import CheckError
from ssoplan.rules.facts import FactError
from ssoplan.rules.frame_errors import FrameError
from ssoplan.rules.frames import RulesNotRunWarning, check_frame, frame_report
from ssoplan.rules.policy import Policy
from ssoplan.rules.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.parameters import Parameters
    from ssoplan.rules.facts import Subject

DAY = dt.date(2023, 12, 31)


def rule(id_: str, must: str, when: str | None = None, severity: Severity = Severity.ERROR) -> Rule:
    """Return a toy rule."""
    return Rule(
        id=id_, kind="check", title=Message("t", "ท"), of="item", when=when, must=must, severity=severity
    )


@pytest.fixture(name="policy")
def _policy(subjects: dict[str, Subject], parameters: Parameters) -> Policy:
    rules = (
        rule("T-1", "weight <= 100"),
        rule("T-2", "budget == persons * param('toy.rate')", "persons > 0", Severity.WARNING),
    )
    return Policy(parameters, rules, "2566.1", subjects)


@pytest.fixture(name="frame")
def _frame() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "id": ["a", "b", "c", "d"],
            "weight": [100, 101, None, 102],
            "persons": [2, 2, 0, 1],
            "budget_satang": [2600, 2601, 0, None],
        },
        schema_overrides={"persons": pl.Int32},  # a lazy frame proves by types and declared bounds alone
    )


FOUND = [("b", "T-1", "error"), ("d", "T-1", "error"), ("b", "T-2", "warning")]
STATES = [
    ("a", "passed", "passed"),
    ("b", "finding", "finding"),
    ("c", "not evaluated", "not applicable"),
    ("d", "finding", "not evaluated"),
]
COUNTS = [("T-1", 1, 2, 0, 1), ("T-2", 1, 1, 1, 1)]


def _to_pandas(frame: pl.DataFrame) -> Any:
    made = pd.DataFrame(frame.to_dict(as_series=False)).convert_dtypes()
    made.index = made.index + 7  # an index of one's own is not a row number
    return made


LIBRARIES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "lazy polars": lambda frame: frame.lazy(),
    "pandas": _to_pandas,
    "pyarrow": lambda frame: frame.to_arrow(),
}
if find_spec("pyarrow") is None:
    del LIBRARIES["pyarrow"]
EAGER = [name for name in LIBRARIES if name != "lazy polars"]


def rows(frame: Any) -> list[tuple[Any, ...]]:
    """Return the rows of any frame; a lazy one is collected here and nowhere before."""
    table = nw.from_native(frame)
    return list((table.collect() if isinstance(table, nw.LazyFrame) else table).rows())


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_report_is_of_the_kind_that_was_given(policy: Policy, frame: pl.DataFrame, library: str) -> None:
    """Findings, states and counts are the same whatever library the frame belongs to, and come as its frames."""
    given = LIBRARIES[library](frame)
    report = frame_report(given, of="item", key="id", policy=policy, on=DAY)
    assert {type(given)} == {type(each) for each in (report.findings, report.states, report.counts)}
    assert FOUND == rows(report.findings)
    assert STATES == rows(report.states)
    assert COUNTS == rows(report.counts)
    names = ["rule", "passed", "finding", "not applicable", "not evaluated"]
    assert names == nw.from_native(report.counts).collect_schema().names()
    assert FOUND == rows(check_frame(given, of="item", key="id", policy=policy, on=DAY))


def test_a_lazy_frame_is_never_collected_inside(policy: Policy) -> None:
    """Nothing of a lazy frame is computed before the caller collects it."""

    def fail(_frame: pl.DataFrame) -> pl.DataFrame:
        pytest.fail("collected")

    schema = {"id": pl.String, "weight": pl.Int64, "persons": pl.Int16, "budget": pl.Int64}
    lazy = pl.LazyFrame(schema=schema).map_batches(fail, schema=schema)
    report = frame_report(lazy, of="item", key="id", policy=policy, on=DAY)
    assert [pl.LazyFrame] * 3 == [type(each) for each in (report.findings, report.states, report.counts)]


def test_an_empty_frame_gives_empty_frames_of_the_same_columns(policy: Policy, frame: pl.DataFrame) -> None:
    """No rows: no findings, and counts of nought."""
    for library in LIBRARIES.values():
        report = frame_report(library(frame.head(0)), of="item", key="id", policy=policy, on=DAY)
        assert ["id", "rule", "severity"] == nw.from_native(report.findings).collect_schema().names()
        assert [] == rows(report.findings)
        assert [("T-1", 0, 0, 0, 0), ("T-2", 0, 0, 0, 0)] == rows(report.counts)


def test_no_rules_give_no_findings(policy: Policy, frame: pl.DataFrame) -> None:
    """A policy without rules in force gives empty frames of the usual columns."""
    empty = policy.in_force(on=dt.date(1900, 1, 1))
    bare = Policy(empty.parameters, (), "2566.1", empty.subjects)
    report = frame_report(frame, of="item", key="id", policy=bare, on=DAY)
    assert (["id", "rule", "severity"], []) == (report.findings.columns, report.findings.rows())
    assert [] == report.counts.rows()
    assert ["id"] == report.states.columns


def test_a_rule_without_its_columns_is_reported_and_never_passes(policy: Policy, frame: pl.DataFrame) -> None:
    """A missing column leaves every row not evaluated; check_frame warns, and frame_report names rule and column."""
    given = frame.drop("persons")
    with pytest.warns(
        RulesNotRunWarning, match="T-2 was not run: the frame has no column for persons; add it"
    ):
        assert FOUND[:2] == check_frame(given, of="item", key="id", policy=policy, on=DAY).rows()
    report = frame_report(given, of="item", key="id", policy=policy, on=DAY)
    assert [("T-2", "absent")] == [(each.rule.id, each.error.reason) for each in report.not_run]
    assert "persons" in report.not_run[0].text("th")
    assert {"not evaluated"} == set(report.states["T-2"])
    assert ("T-2", 0, 0, 0, 4) == report.counts.row(1)
    assert "1 rules run, 1 not run" in repr(report)


def test_the_default_key_is_the_row_number(policy: Policy, frame: pl.DataFrame) -> None:
    """Without a key the rows of an eager frame are numbered from nought, whatever index it has."""
    bare = frame.drop("id")
    for library in EAGER:
        found = frame_report(LIBRARIES[library](bare), of="item", policy=policy, on=DAY).findings
        assert [(1, "T-1", "error"), (3, "T-1", "error"), (1, "T-2", "warning")] == rows(found)


def test_a_key_of_several_columns_may_hold_facts(policy: Policy, frame: pl.DataFrame) -> None:
    """The key may have several columns, facts among them."""
    found = check_frame(frame, of="item", key=["id", "persons"], policy=policy, on=DAY)
    assert [("b", 2, "T-1", "error")] == found.rows()[:1]


def test_the_receipt_names_what_was_read(policy: Policy, frame: pl.DataFrame) -> None:
    """The receipt says by which reading, on which day and with which parameters."""
    receipt = frame_report(frame, of="item", key="id", policy=policy, on=DAY).receipt
    assert ("columns", DAY, "2566.1", policy.digest) == (
        receipt.reading,
        receipt.on,
        receipt.policy,
        receipt.policy_hash,
    )
    assert [("toy.rate", 13)] == [(each.id, each.value) for each in receipt.parameters]


@pytest.mark.parametrize(
    ("columns", "options", "reason", "text"),
    [
        ({"wieght": [1]}, {}, "unknown-column", "did you mean weight?"),
        ({"weight": [1.5]}, {}, "type", "Float64, but item.weight (int in percent) needs an integer type"),
        ({"budget": [12.5]}, {}, "type", "needs integer satang"),
        ({"budget": [1], "budget_satang": [1]}, {}, "twice", "keep one"),
        ({"active": [1]}, {}, "type", "needs Boolean"),
        ({"note": [1]}, {}, "type", "needs text"),
        ({"start": ["2023-01-01"]}, {}, "type", "needs dates"),
        ({"start": [dt.datetime(2023, 1, 1, tzinfo=dt.UTC)]}, {}, "type", "without a time zone"),
        ({"weight": [1]}, {"key": "id"}, "key-unknown", "'id'"),
        ({"weight": [1]}, {"key": []}, "key-needed", "identify a row"),
        ({"weight": [1], "rule": [1]}, {"key": "rule"}, "key-taken", "'rule'"),
        ({"ratio": [1]}, {"decimals": {"share": 2}}, "decimals", "'share'"),
        ({"ratio": [1]}, {"decimals": {"ratio": 19}}, "decimals", "19"),
        ({"ratio": [1]}, {"decimals": {"ratio": True}}, "decimals", "True"),
    ],
)
def test_what_a_frame_may_not_be(
    policy: Policy, columns: dict[str, Any], options: dict[str, Any], reason: str, text: str
) -> None:
    """Names, types, keys and scales that could be misread are refused before a rule runs, in two languages."""
    with pytest.raises(FrameError) as caught:
        frame_report(pl.DataFrame(columns), of="item", policy=policy, on=DAY, **options)
    assert reason == caught.value.reason
    assert text in str(caught.value)
    assert caught.value.text("th") != str(caught.value)
    assert str(caught.value) == str(pickle.loads(pickle.dumps(caught.value)))  # noqa: S301  # made here


def test_a_lazy_frame_needs_a_key_and_plain_types(policy: Policy) -> None:
    """A lazy frame has no row numbers, and no value of it can be looked at."""
    for frame, options, reason in (
        (pl.LazyFrame({"weight": [1]}), {}, "key-needed"),
        (pl.LazyFrame({"id": [1], "start": [dt.datetime(2023, 1, 1)]}), {"key": "id"}, "type"),  # noqa: DTZ001  # as pandas has them
        (
            pl.LazyFrame({"id": [1], "weight": [1]}, schema_overrides={"weight": pl.UInt64}),
            {"key": "id"},
            "type",
        ),
    ):
        with pytest.raises(FrameError) as caught:
            check_frame(frame, of="item", policy=policy, on=DAY, **options)  # type: ignore[arg-type]  # a mixed table
        assert reason == caught.value.reason


def test_what_is_no_frame_is_refused(policy: Policy) -> None:
    """A list of rows is no frame."""
    with pytest.raises(FrameError, match="list is not a data frame"):
        check_frame([1], of="item", policy=policy, on=DAY)


def test_the_day_and_the_subject_are_asked_for(policy: Policy, frame: pl.DataFrame) -> None:
    """A frame has no year of its own, and its rows are of a declared subject."""
    for options, reason in (
        ({}, "no-day"),
        ({"on": dt.date(2566, 1, 1)}, "not-a-day"),
        ({"on": DAY, "of": "x"}, "subject"),
    ):
        with pytest.raises(CheckError) as caught:
            check_frame(frame, **{"of": "item", "key": "id", "policy": policy, **options})  # type: ignore[arg-type]  # a mixed table
        assert reason == caught.value.reason


@pytest.mark.parametrize("library", EAGER)
@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ({"weight": [1, 1001]}, r"\[1\]: item.weight is 1001, outside its declared bounds -1000 to 1000"),
        ({"persons": [1, -1]}, r"\[1\]: item.persons is -1"),
        ({"kind": ["new", "nwe"]}, r"\[1\]: item.kind is 'nwe'"),
    ],
)
def test_values_outside_the_declaration_are_refused_as_on_objects(
    subjects: dict[str, Subject], parameters: Parameters, library: str, columns: dict[str, Any], text: str
) -> None:
    """An eager frame is held to the bounds and words of its facts, as objects are."""
    [name] = columns
    policy = Policy(parameters, (rule("T-1", f"{name} is not missing"),), "2566.1", subjects)
    with pytest.raises(FactError, match=text):
        check_frame(LIBRARIES[library](pl.DataFrame(columns)), of="item", policy=policy, on=DAY)


def test_moments_are_days_only_at_midnight(subjects: dict[str, Subject], parameters: Parameters) -> None:
    """A pandas frame has no dates: moments at midnight are taken as days, and a time of day is refused with its row."""
    policy = Policy(
        parameters, (rule("T-1", 'start < date("2023-02-06") and month(start) == 2'),), "2566.1", subjects
    )
    frame = pd.DataFrame({"start": pd.to_datetime(["2023-02-05", "", "2023-02-06"])})
    assert [(0, "passed"), (1, "not evaluated"), (2, "finding")] == rows(
        frame_report(frame, of="item", policy=policy, on=DAY).states
    )
    late = pd.DataFrame({"start": pd.to_datetime(["2023-02-05", "", "2023-02-06 08:30"], format="mixed")})
    with pytest.raises(FrameError, match="time of day in row 2"):
        check_frame(late, of="item", policy=policy, on=DAY)


def test_decimals_say_what_the_integers_stand_for(
    subjects: dict[str, Subject], parameters: Parameters
) -> None:
    """6250 with two decimals is 62.50; without, a number fact holds whole values."""
    policy = Policy(parameters, (rule("T-1", "ratio <= 62.5"),), "2566.1", subjects)
    frame = pl.DataFrame({"ratio": [6250, 6251, 63]})
    options: dict[str, Any] = {"of": "item", "policy": policy, "on": DAY}
    assert [1] == check_frame(frame, **options, decimals={"ratio": 2})["row"].to_list()
    assert [0, 1, 2] == check_frame(frame, **options)["row"].to_list()


@pytest.mark.parametrize("dtype", [pl.Int8, pl.Int64, pl.UInt8, pl.UInt64])
@pytest.mark.parametrize("words", [pl.String, pl.Categorical, pl.Enum(["a", "ข้อ"])])
def test_any_integer_and_any_text_type_will_do(
    subjects: dict[str, Subject], parameters: Parameters, dtype: Any, words: Any
) -> None:
    """Narrow and unsigned integers, categories and enums hold facts as well; nothing wraps around."""
    policy = Policy(parameters, (rule("T-1", "weight * 5 <= 500 and note == 'ข้อ'"),), "2566.1", subjects)
    frame = pl.DataFrame(
        {"weight": [100, 101, None, 1], "note": ["ข้อ", "ข้อ", "ข้อ", "a"]},
        schema={"weight": dtype, "note": words},
    )
    report = frame_report(frame, of="item", policy=policy, on=DAY)
    assert ["passed", "finding", "not evaluated", "finding"] == report.states["T-1"].to_list()


def test_the_default_policy_checks_a_frame() -> None:
    """The rules that this package carries run on columns with stored amounts in satang."""
    frame = pl.DataFrame(
        {"id": [1, 2], "lines": [3, 3], "total_satang": [500, 500], "lines_total_satang": [500, 900]}
    )
    assert [(2, "RATE-06", "error")] == check_frame(
        frame, of="budget", key="id", on=dt.date(2023, 9, 30)
    ).rows()
