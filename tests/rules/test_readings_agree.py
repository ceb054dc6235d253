"""The generated functions of the direct reading mean what the walked tree means, on generated rules and facts."""

from __future__ import annotations

import datetime as dt
import pickle
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.rules.checked import CheckedRule, check_rule
from ssoplan.rules.dated import DatedParameters, type_of_parameter
from ssoplan.rules.evaluation import State, state_of, truth
from ssoplan.rules.expression.intervals import Domain, possible
from ssoplan.rules.facts import DAMAGED, MISSING
from ssoplan.rules.problems import RuleError
from ssoplan.rules.readings import direct
from ssoplan.rules.rule import Rule
from ssoplan.rules.tables import FactTable, gather_objects

if TYPE_CHECKING:
    from ssoplan.parameters import Parameters
    from ssoplan.rules.facts import Subject

EXAMPLES = 700
DAY = dt.date(2023, 12, 31)

percents = st.sampled_from(["weight", "share", "doubled", 'param("toy.total")', 'param("toy.share")'])
figures = st.sampled_from(["7", "0", "0.25", "100", "-1.5"])
plain = st.sampled_from(
    [
        "ratio",
        "ratio",
        "sum(cells)",
        "min(cells)",
        "max(cells)",
        "count(cells)",
        "count(cells > 1)",
        'param("toy.late")',
        "2",
        "0",
        "1.5",
    ]
)
moneys = st.sampled_from(["budget", "expected", "sum(amounts)", "max(amounts)", 'baht("12.50")', 'persons * param("toy.rate")', 'param("toy.fee")'])  # fmt: skip


def _grow(leaves: st.SearchStrategy[str], *, scaled: bool = True) -> st.SearchStrategy[str]:
    def extend(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        forms = [
            st.builds("({} {} {})".format, inner, st.sampled_from("+-"), inner),
            st.builds("({} * {})".format, inner, plain),
            st.builds("-{}".format, inner),
            st.builds("abs({})".format, inner),
            st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), inner, inner),
        ]
        if scaled:
            forms.append(st.builds("({} / {})".format, inner, plain))
        return st.one_of(forms)

    return st.recursive(leaves, extend, max_leaves=4)


signs = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])


def _compared(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{} {} {}".format, values, signs, values),
        st.builds("{} {} {} {} {}".format, values, signs, values, signs, values),
    )


atoms = st.one_of(
    _compared(st.one_of(_grow(percents), _grow(percents), figures)),
    _compared(_grow(plain)),
    _compared(_grow(moneys)),
    st.builds("({} // {}) {} 2".format, _grow(plain), plain, signs),
    st.sampled_from([
        "active", "active == false", "kind in ['new', 'routine']", "kind != 'new'", 'kind in param("toy.kinds")',
        "note == 'a'", "'a' in marks", "all(marks == 'a')", "any(marks in ['a', 'b'])",
        "start < end", "days(start, end) > 30", "month(start) == 1", 'start <= param("toy.deadline")',
        "fund_year(start) == year", "year + 1 > fund_year(2566)", "number(year) == 2566", "year - year == 0",
        "all(cells > 0)", "any(0 < cells <= 3)", "all(cells * 2 >= cells)", "all(cells < cells + 1)",
        "any(amounts >= baht(1))", "all(cells != ratio)", "ratio in cells", "ratio in [1, 2.5, 0]", "share in [7, 0.25]",
        "2 in cells", "cells is missing", "weight is not missing", "budget is missing", "true", "false",
        'all(cells in param("toy.levels"))', "count(amounts > budget) == 1",
        "any(weight / cells > 1)", "all(1 // cells < cells / 2)", "any(0 < cells < 1 / ratio)", "max(cells / ratio) > 1", "max(start, end) == end",
    ]),
)  # fmt: skip
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=4,
)


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(values, values, values, values, st.sampled_from([None, DAMAGED, MISSING]))


small = st.integers(-3, 3)
baht = st.integers(-300, 2600).map(Baht.from_satang)
rows = st.fixed_dictionaries(
    {
        "weight": _maybe(st.integers(-2, 101)),
        "persons": _maybe(st.integers(0, 3)),
        "share": _maybe(st.one_of(small, st.integers(-300, 300).map(lambda n: Fraction(n, 100)))),
        "ratio": _maybe(st.one_of(small, st.fractions(-3, 3, max_denominator=7))),
        "budget": _maybe(baht),
        "active": _maybe(st.booleans()),
        "note": _maybe(st.sampled_from(["a", "b"])),
        "kind": _maybe(st.sampled_from(["routine", "existing", "new"])),
        "start": _maybe(st.dates(dt.date(2022, 12, 1), dt.date(2024, 1, 31))),
        "end": _maybe(st.dates(dt.date(2022, 12, 1), dt.date(2024, 1, 31))),
        "year": _maybe(st.integers(2565, 2567)),
        "cells": _maybe(st.lists(st.one_of(small, small, small, st.none()), max_size=3).map(tuple)),
        "amounts": _maybe(st.lists(baht, max_size=3)),
        "marks": _maybe(st.lists(st.sampled_from(["a", "c"]), max_size=2)),
    }
)


@pytest.fixture(name="checker", scope="module")
def _checker(subjects: dict[str, Subject], parameters: Parameters) -> Any:
    types = {parameter.id: type_of_parameter(parameter) for parameter in parameters}

    def check(must: str, when: str | None = None) -> CheckedRule:
        rule = Rule(id="T-1", kind="check", title=Message("t", "ท"), of="item", when=when, must=must)
        return check_rule(rule, subjects, types)

    return check


def _states(rule: CheckedRule, table: FactTable, dated: DatedParameters) -> list[State]:
    states = [State.PASSED] * len(table)
    outcome = direct.read(rule, table, dated)
    for state, found in zip((State.FINDING, State.NOT_APPLICABLE, State.NOT_EVALUATED), outcome, strict=True):
        assert found == sorted(set(found))
        for row in found:
            states[row] = state
    return states


def _same(rule: CheckedRule, objects: list[Any], dated: DatedParameters) -> None:
    table = gather_objects(rule.subject, objects, rule.shown, dated.view)
    walked = [
        state_of(rule.when, rule.must, direct.world_of(rule, table, row, dated))
        for row in range(len(objects))
    ]
    assert walked == _states(rule, table, dated)


@settings(max_examples=EXAMPLES)
@given(when=st.one_of(st.none(), conditions), must=conditions, listed=st.lists(rows, min_size=1, max_size=6))
def test_direct_equals_walked(  # noqa: PLR0917  # fixtures and generated values
    checker: Any,
    parameters: Parameters,
    item_type: Any,
    when: str | None,
    must: str,
    listed: list[dict[str, Any]],
) -> None:
    """For every rule and every row, with gaps, lists, fractions and parameters not in force, the states are equal."""
    try:
        rule = checker(must, when)
    except RuleError as error:
        assert error.reason == "guard" or "divides by zero" in str(error)  # all else fits
        return
    _same(rule, [item_type(**row) for row in listed], DatedParameters(parameters, DAY))


@pytest.mark.parametrize(
    "must",
    [
        "any(0 < cells < 1 / ratio)",
        "all(cells + 1 / ratio > 0)",
        "sum(cells * (1 / ratio)) == 0",
        "count(cells == 1 / ratio) == 0",
    ],
)
def test_no_answer_beside_an_empty_list(
    checker: Any, parameters: Parameters, item_type: Any, must: str
) -> None:
    """A single value without an answer leaves the rule open even where the list beside it has no item."""
    rule, item = checker(must, None), item_type(cells=(), ratio=0)
    dated = DatedParameters(parameters, DAY)
    _same(rule, [item], dated)
    assert [State.NOT_EVALUATED] == _states(rule, gather_objects(rule.subject, [item], rule.shown), dated)


@settings(max_examples=150)
@given(must=conditions, row=rows, total=st.integers(-2, 101), share=st.decimals("-2", "2", places=3))
def test_direct_equals_walked_under_a_what_if(  # noqa: PLR0917  # fixtures and generated values
    checker: Any,
    parameters: Parameters,
    item_type: Any,
    must: str,
    row: dict[str, Any],
    total: int,
    share: Any,
) -> None:
    """A changed parameter, with more or fewer decimals, changes both alike, though compiled functions are kept."""
    try:
        rule = checker(must)
    except RuleError:
        return
    changed = parameters.override({"toy.total": total, "toy.share": share})
    for each in (parameters, changed, parameters):
        _same(rule, [item_type(**row)], DatedParameters(each, DAY))


@settings(max_examples=400)
@given(when=conditions, must=conditions, row=rows)
def test_an_outcome_that_happens_was_possible(
    checker: Any, parameters: Parameters, item_type: Any, *, when: str, must: str, row: dict[str, Any]
) -> None:
    """Interval reasoning never rules out what some row within the bounds does: its load errors are true."""
    try:
        rule = checker(must, when)
    except RuleError:
        return
    dated = DatedParameters(parameters, DAY)
    table = gather_objects(rule.subject, [item_type(**row)], rule.shown, dated.view)
    world = direct.world_of(rule, table, 0, dated)
    domain = Domain.of(rule, parameters)
    applies, holds = truth(rule.when.tree, world), truth(rule.must.tree, world)
    if isinstance(applies, bool):
        assert applies in possible(rule.when.tree, domain)
    if applies is True and isinstance(holds, bool):
        assert holds in possible(rule.must.tree, domain.assuming(rule.when.tree))


@pytest.mark.parametrize(
    ("must", "facts", "state"),
    [
        ("persons == 0 or weight / count(cells) > 1", {"persons": 0, "weight": 1, "cells": ()}, State.PASSED),
        ("weight / count(cells) > 1 or persons == 0", {"persons": 0, "weight": 1, "cells": ()}, State.PASSED),
        (
            "weight / count(cells) > 1 and persons == 0",
            {"persons": 1, "weight": 1, "cells": ()},
            State.FINDING,
        ),
        ("weight / count(cells) > 1", {"persons": 1, "weight": 1, "cells": ()}, State.NOT_EVALUATED),
        ("min(cells) > 1", {"cells": ()}, State.NOT_EVALUATED),
        ("all(cells > 1)", {"cells": ()}, State.PASSED),
        ("any(cells > 1)", {"cells": ()}, State.FINDING),
        ("all(cells > 1)", {"cells": (2, None)}, State.NOT_EVALUATED),
        ("all(cells > 1)", {"cells": (2, DAMAGED)}, State.NOT_EVALUATED),
        ("weight > 1 or active", {"weight": 2}, State.NOT_EVALUATED),
        ("note is missing", {}, State.PASSED),
        ("note is missing", {"note": DAMAGED}, State.FINDING),
        ("note is not missing", {"note": DAMAGED}, State.PASSED),
        ('persons < param("toy.late") * persons', {"persons": 1}, State.NOT_EVALUATED),
        ("expected == budget", {"persons": 3, "budget": Baht(39)}, State.PASSED),
        ("share * 3 == weight", {"share": Fraction(1, 4) * 4, "weight": 3}, State.PASSED),
        ("ratio * 3 == 1", {"ratio": Fraction(1, 3)}, State.PASSED),
        ("budget / 3 * 3 == budget", {"budget": Baht("0.01")}, State.PASSED),
    ],
)
def test_states_of_must(  # noqa: PLR0917  # fixtures and generated values
    checker: Any, parameters: Parameters, item_type: Any, must: str, facts: dict[str, Any], state: State
) -> None:
    """`must` needs its facts known; an operation without an answer matters only where the truth depends on it."""
    dated = DatedParameters(parameters, DAY)
    rule = checker(must)
    table = gather_objects(rule.subject, [item_type(**facts)], rule.shown, dated.view)
    assert [state] == _states(rule, table, dated)
    assert state is state_of(None, rule.must, direct.world_of(rule, table, 0, dated))


@pytest.mark.parametrize(
    ("when", "facts", "state"),
    [
        ("weight > 5", {"weight": 5}, State.NOT_APPLICABLE),
        ("weight > 5", {}, State.NOT_EVALUATED),
        ("weight > 5 and active", {"weight": 5}, State.NOT_APPLICABLE),
        ("weight > 5 and active", {"weight": 6}, State.NOT_EVALUATED),
        ("weight > 5 or active", {"weight": 6}, State.FINDING),
        ("weight > 5 or active", {"weight": 5}, State.NOT_EVALUATED),
        ("not (weight > 5 or active)", {"weight": 6}, State.NOT_APPLICABLE),
        ("weight / count(cells) > 1", {"weight": 6, "cells": ()}, State.NOT_EVALUATED),
        ("weight / count(cells) > 1 and false", {"weight": 6, "cells": ()}, State.NOT_APPLICABLE),
        ('weight > 5 or persons > param("toy.late") * persons', {"weight": 6, "persons": 1}, State.FINDING),
        (
            'weight > 5 or persons > param("toy.late") * persons',
            {"weight": 5, "persons": 1},
            State.NOT_EVALUATED,
        ),
    ],
)
def test_states_of_when(  # noqa: PLR0917  # fixtures and generated values
    checker: Any, parameters: Parameters, item_type: Any, when: str, facts: dict[str, Any], state: State
) -> None:
    """`when` has three values: a part that decides does so, whatever the others are."""
    dated = DatedParameters(parameters, DAY)
    rule = checker("false", when)
    table = gather_objects(rule.subject, [item_type(**facts)], rule.shown, dated.view)
    assert [state] == _states(rule, table, dated)
    assert state is state_of(rule.when, rule.must, direct.world_of(rule, table, 0, dated))


def test_a_text_of_the_rule_never_becomes_python(checker: Any) -> None:
    """Constants reach the generated function by name: nothing that an author wrote is part of its text."""
    rule = checker("note in ['__import__', 'os'] and note != 'x); import os' and weight > 987654")
    text = direct.source(rule, frozenset(rule.facts))
    assert not any(word in text for word in ("import", "os'", "987654", "note", "weight"))


def test_functions_are_made_once(checker: Any, parameters: Parameters, item_type: Any) -> None:
    """A what-if that keeps the form of a parameter reuses the compiled function."""
    rule = checker('weight == param("toy.total")')
    table = gather_objects(rule.subject, [item_type(weight=100)], rule.shown)
    assert [] == direct.read(rule, table, DatedParameters(parameters, DAY)).findings
    made = dict(rule.cache)
    changed = DatedParameters(parameters.override({"toy.total": 90}), DAY)
    assert [0] == direct.read(rule, table, changed).findings
    assert made == rule.cache


def test_a_checked_rule_survives_pickling(checker: Any, parameters: Parameters, item_type: Any) -> None:
    """A rule pickles without its compiled functions, and works afterwards."""
    rule = checker("weight > 5")
    table = gather_objects(rule.subject, [item_type(weight=5)], rule.shown)
    dated = DatedParameters(parameters, DAY)
    direct.read(rule, table, dated)
    assert {} == rule.__getstate__()["cache"]
    again = attrs.evolve(rule, must=pickle.loads(pickle.dumps(rule.must)))  # noqa: S301  # made here
    assert [0] == direct.read(again, table, dated).findings
