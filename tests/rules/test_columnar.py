"""The columnar reading: what it refuses, and why nothing it computes leaves int64."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs
import polars as pl
import pytest

from ssoplan.errors import Message
from ssoplan.rules.dated import DatedParameters
from ssoplan.rules.frames import frame_report
from ssoplan.rules.policy import Policy
from ssoplan.rules.readings.columnar import refusal
from ssoplan.rules.rule import JoinText, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.parameters import Parameters
    from ssoplan.rules.facts import Subject
    from ssoplan.rules.readings.column_errors import ColumnsError

DAY = dt.date(2023, 12, 31)
BIG = 2**63 - 1


@pytest.fixture(name="policy_of")
def _policy_of(subjects: dict[str, Subject], parameters: Parameters) -> Callable[..., Policy]:
    def policy(must: str, when: str | None = None, **more: Any) -> Policy:
        rule = Rule(id="T-1", kind="check", title=Message("t", "ท"), of="item", when=when, must=must, **more)
        return Policy(parameters, (rule,), "2566.1", subjects)

    return policy


def _refused(policy: Policy) -> ColumnsError | None:
    [rule] = policy.checks(on=DAY)
    return refusal(rule, DatedParameters(policy.parameters, DAY))


def _states(policy: Policy, frame: Any) -> list[str]:
    report = frame_report(frame.with_row_index("n"), of="item", key="n", policy=policy, on=DAY)
    assert () == report.not_run
    found = report.states
    states: list[str] = (found.collect() if isinstance(found, pl.LazyFrame) else found)["T-1"].to_list()
    return states


@pytest.mark.parametrize(
    ("must", "reason", "what"),
    [
        ("sum(cells) > 1", "list", "cells"),
        ("2 in cells", "list", "cells"),
        ("all(marks == 'a')", "list", "marks"),
        ("cells is missing", "list", "cells"),
        ('weight == 1 and ratio < max(param("toy.levels"))', "operator", 'max(param("toy.levels"))'),
        ("ratio + 1 > 3", "int64", "ratio + 1 > 3"),
        ("abs(ratio) > 3", "int64", "abs(ratio) > 3"),
        ("weight > 1 and -budget < baht(1)", "int64", "-budget < baht(1)"),
        ("persons * ratio > 3", "int64", "persons * ratio > 3"),
        ("budget < baht(1) / ratio", "int64", "budget < baht(1) / ratio"),
    ],
)
def test_what_cannot_be_equal_is_refused_with_its_name(
    policy_of: Callable[..., Policy], must: str, reason: str, what: str
) -> None:
    """A list, an operator without an equal, and a number that may leave int64 are refused before a row is read."""
    error = _refused(policy_of(must))
    assert error is not None
    assert (reason, "T-1", what) == (error.reason, error.values["rule"], error.values["what"])
    assert "T-1" in error.text("th")


def test_joined_rows_are_refused(policy_of: Callable[..., Policy]) -> None:
    """A rule over several rows is refused with its joined names."""
    join = JoinText(alias="twin", of="other", on=(("person", "person"),))
    error = _refused(policy_of("none(twin)", joins=(join,)))
    assert error is not None
    assert ("joins", "twin") == (error.reason, error.values["what"])


@pytest.mark.parametrize(
    "must",
    [
        "weight * weight * 1000 > 3",
        "weight / 3 < weight // 7",
        "ratio <= 2.5",
        "ratio > 99999999999999999999",
        "budget >= expected > baht(1)",
        "days(start, end) * 1000000 > 31",
        "number(fund_year(start)) * 1000 > 3",
    ],
)
def test_what_is_proved_by_declared_bounds_is_not_refused(
    policy_of: Callable[..., Policy], must: str
) -> None:
    """Bounds of facts, and comparing without arithmetic, keep a rule within int64."""
    assert _refused(policy_of(must)) is None


def test_the_values_of_an_eager_frame_prove_more(policy_of: Callable[..., Policy]) -> None:
    """A rule that the declarations leave open runs where the numbers at hand cannot leave int64, and only there."""
    policy = policy_of("ratio * 4 > 3 * ratio")
    assert ["passed", "finding"] == _states(policy, pl.DataFrame({"ratio": [5, -5]}))
    report = frame_report(pl.DataFrame({"ratio": [1, BIG]}), of="item", policy=policy, on=DAY)
    [refused] = report.not_run
    assert ("int64", 4 * BIG) == (refused.error.reason, refused.error.values["high"])
    assert ["not evaluated"] * 2 == report.states["T-1"].to_list()


@pytest.mark.parametrize("lazy", [False, True])
def test_a_narrow_column_proves_more(policy_of: Callable[..., Policy], *, lazy: bool) -> None:
    """An Int32 column is proved by its type, and computed in int64: nothing wraps around."""
    frame = pl.DataFrame({"ratio": [2**31 - 1, -(2**31), None]}, schema={"ratio": pl.Int32})
    policy = policy_of("ratio * 4 > 3 * ratio")
    assert ["passed", "finding", "not evaluated"] == _states(policy, frame.lazy() if lazy else frame)


def test_the_ends_of_int64_compare_exactly(policy_of: Callable[..., Policy]) -> None:
    """Constants beyond int64, halves, and the last numbers of int64 compare as they do on paper."""
    frame = pl.DataFrame({"ratio": [BIG, -BIG - 1, 0]})
    states = {must: _states(policy_of(must), frame) for must in _ENDS}
    assert _ENDS == {must: [state == "passed" for state in found] for must, found in states.items()}


_ENDS = {
    f"ratio < {BIG + 1}": [True, True, True],
    f"ratio <= {BIG}": [True, True, True],
    f"ratio < {BIG}": [False, True, True],
    f"ratio >= {BIG}.5": [False, False, False],
    f"ratio == {BIG}": [True, False, False],
    f"ratio != {BIG + 1}": [True, True, True],
    f"ratio in [{BIG}, {BIG + 1}, 0.5]": [True, False, False],
    "ratio > -0.5": [True, False, True],
    "ratio >= 0.5": [True, False, False],
}


def test_a_lazy_value_outside_its_bounds_is_not_evaluated_where_the_bounds_are_relied_on(
    policy_of: Callable[..., Policy],
) -> None:
    """What a proof takes for granted is asked of every row of a lazy frame; a row beyond it is never passed."""
    frame = pl.LazyFrame({"weight": [1000, 1001, None, -(2**62)]})
    assert ["passed", "not evaluated", "not evaluated", "not evaluated"] == _states(
        policy_of("weight * 4 > 3"), frame
    )
    assert ["passed", "passed", "not evaluated", "finding"] == _states(policy_of("weight > 3"), frame)
    guarded = policy_of("weight * 4 > 3", when="weight is not missing and weight * 2 > 0")
    assert ["passed", "not evaluated", "not applicable", "not evaluated"] == _states(guarded, frame)


def test_a_lazy_word_outside_its_enum_is_not_evaluated(policy_of: Callable[..., Policy]) -> None:
    """A word that the fact does not declare is neither equal nor unequal to one that it does."""
    frame = pl.LazyFrame({"kind": ["new", "nwe", None, "routine"]})
    assert ["finding", "not evaluated", "not evaluated", "passed"] == _states(
        policy_of("kind != 'new'"), frame
    )


def test_division_by_zero_has_no_answer(policy_of: Callable[..., Policy]) -> None:
    """Where a divisor is zero the rule is not evaluated, unless the rest decides; nothing raises."""
    frame = pl.DataFrame({"weight": [0, 2, -2], "persons": [1, 1, 0]})
    assert ["not evaluated", "passed", "finding"] == _states(policy_of("10 / weight > 3"), frame)
    assert ["not evaluated", "finding", "finding"] == _states(policy_of("10 // weight < -5"), frame)
    assert ["not evaluated", "passed", "passed"] == _states(
        policy_of("10 / weight > 3 or persons == 0"), frame
    )


def test_a_parameter_not_in_force_leaves_the_rule_not_evaluated(policy_of: Callable[..., Policy]) -> None:
    """A value that nobody has set decides nothing, in ``when`` and in ``must``."""
    frame = pl.DataFrame({"weight": [1, 7]})
    late = 'weight > param("toy.late") * weight'
    assert ["not evaluated", "not evaluated"] == _states(policy_of(f"{late} or weight == 7"), frame)
    assert ["not evaluated", "finding"] == _states(
        policy_of("weight == 1", when=f"{late} or weight == 7"), frame
    )


def test_the_refusal_names_its_bounds(policy_of: Callable[..., Policy]) -> None:
    """The message says how far the number could go and what to do."""
    error = _refused(policy_of("persons + persons > 3"))
    assert error is not None
    assert (
        "T-1 was not run: a number in 'persons + persons > 3' could reach 0 or 18446744073709551614, beyond int64; "
        "declare bounds of the facts, or give narrower integer columns"
    ) == str(error)


def test_rules_that_take_no_facts_hold_for_all_rows_alike(policy_of: Callable[..., Policy]) -> None:
    """A condition that is the same in every row still gives every row its state."""
    frame = pl.DataFrame({"weight": [1, 2]})
    assert ["finding"] * 2 == _states(policy_of("false"), frame)
    assert ["passed"] * 2 == _states(policy_of("3 > 2.5"), frame)
    assert ["not applicable"] * 2 == _states(policy_of("false", when="1 in [2, 3]"), frame)
    report = frame_report(frame, of="item", policy=policy_of("false"), on=DAY)
    assert [0, 1] == report.findings["row"].to_list()


def test_drafts_and_rules_of_other_days_stay_out(policy_of: Callable[..., Policy]) -> None:
    """Only what is in force on the day is run."""
    policy = policy_of("false", start=dt.date(2024, 1, 1), dates_known=True)
    frame = pl.DataFrame({"weight": [1]})
    assert 0 == len(frame_report(frame, of="item", policy=policy, on=DAY).findings)
    assert 1 == len(frame_report(frame, of="item", policy=policy, on=dt.date(2024, 1, 1)).findings)
    draft = attrs.evolve(
        policy, rules=tuple(attrs.evolve(rule, legal_status="draft") for rule in policy.rules)
    )
    assert 0 == len(frame_report(frame, of="item", policy=draft, on=dt.date(2024, 1, 1)).findings)
