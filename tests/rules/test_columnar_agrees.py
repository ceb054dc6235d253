"""The columnar reading means what the walked tree and the direct reading mean, on generated rules and rows.

A reading joins by giving a function from rules and objects to states; see `READINGS`.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import attrs
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.rules.dated import DatedParameters
from ssoplan.rules.evaluation import State, state_of
from ssoplan.rules.facts import MISSING
from ssoplan.rules.frames import frame_report
from ssoplan.rules.policy import Policy
from ssoplan.rules.problems import RuleError
from ssoplan.rules.readings import direct
from ssoplan.rules.rule import Rule
from ssoplan.rules.tables import gather_objects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ssoplan.parameters import Parameters
    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.facts import Subject

DAY = dt.date(2023, 12, 31)
RULES, ROWS, EXAMPLES = 10, 16, 200
"""An example is about five rules over sixteen rows: more than a thousand generated rules, some 20,000 states."""

# Conditions.

figures = st.sampled_from(
    ["ratio", "ratio", "-1", "0", "2", "2.5", "1/3", "(budget / expected)", "(weight / share)"]
)
percents = st.sampled_from(
    ["weight", "share", "doubled", 'param("toy.total")', 'param("toy.share")', "7", "1.25"]
)
moneys = st.sampled_from(["budget", "expected", 'baht("0.25")', "baht(13)", 'param("toy.fee")', "persons * param('toy.rate')"])  # fmt: skip
days = st.sampled_from(["start", "end", 'date("2023-02-05")', 'param("toy.deadline")', "max(start, end)", "min(end, start)"])  # fmt: skip
years = st.sampled_from(
    ["year", "year", "fund_year(2566)", "fund_year(start)", "year + 1", "year - weight // weight"]
)
numbers = st.sampled_from(["month(start)", "day(end)", "year - fund_year(end)", "3", "12"])
spans = st.sampled_from(["days(start, end)", "days(end, start) * 2", "31", "-5.5"])
numerals = st.sampled_from(["number(year)", "number(fund_year(end))", "2566"])
signs = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])


def _grown(leaves: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def extend(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.builds("({} {} {})".format, inner, st.sampled_from("+-"), inner),
            st.builds("({} {} {})".format, inner, st.sampled_from("*/"), st.one_of(figures, inner.map(lambda each: f"(({each}) / ({each}))"))),
            st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), inner, inner),
            st.builds("-{}".format, inner),
            st.builds("abs({})".format, inner),
        )  # fmt: skip

    return st.recursive(leaves, extend, max_leaves=3)


def _compared(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{} {} {}".format, values, signs, values),
        st.builds("{} {} {} {} {}".format, values, signs, values, signs, values),
    )


atoms = st.one_of(
    _compared(_grown(percents)),
    _compared(_grown(figures)),
    _compared(_grown(moneys)),
    _compared(days),
    _compared(years),
    _compared(numbers),
    _compared(spans),
    _compared(numerals),
    st.builds("({} // {}) {} {}".format, _grown(figures), figures, signs, st.sampled_from(["-1", "0", "2", "ratio"])),
    st.sampled_from(
        [
            "active", "active == false", "active != true", "true", "false",
            "kind in ['new', 'routine']", "kind not in ['existing']", "kind != 'new'", "'a' == note", "note == person",
            'kind in param("toy.kinds")', "note in ['a', 'c']", "note not in ['ข้อ']",
            "ratio in [1, 2.5, 0]", "share / ratio in [1, 2, -1.5]", "weight not in [2, 3]", "ratio in param('toy.levels')",
            "start in [date('2023-02-05'), date('1940-02-01')]", "year in [fund_year(2565), fund_year(2566)]",
            "be_year(start) >= be(2500)", "budget_year(start) == budget_year(end)", "budget_year(end) > budget_year(2566)",
            "be_year(end) == be_year(start)", "fund_year(end) >= fund_year(2484)", "days(start, end) > 30",
            "weight is missing", "note is not missing", "start is missing", "budget is missing", "active is missing",
            'weight > param("toy.late") * weight', "3 > 2", "param('toy.total') / 0.5 > 100", "ratio > 10000000000000000000",
            "ratio <= 9223372036854775808", "budget / (ratio - ratio) > baht(1)", "baht(1) / (persons - persons) > param('toy.rate')",
        ]
    ),
)  # fmt: skip
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=3,
)
rules = st.lists(st.tuples(st.one_of(st.none(), conditions), conditions), min_size=1, max_size=RULES)

# Rows: one draw of bytes picks every value, so that many rows cost little and shrink to the first of each pool.

DATES = (
    DAY,
    dt.date(2023, 2, 5),
    dt.date(2021, 10, 1),
    dt.date(1940, 2, 1),
    dt.date(1912, 3, 31),
    dt.date(1961, 9, 30),
)
POOLS: dict[str, tuple[Any, ...]] = {
    "weight": (0, 1, 2, 100, -7, None),
    "persons": (1, 0, 3, None),
    "share": (0, 1, Fraction(5, 4), Fraction(-301, 100), 7, None),
    "ratio": (1, 0, 2, -2, Fraction(5, 2), Fraction(-1, 4), None),
    "budget": (Baht(13), Baht(0), Baht("0.25"), Baht("-12.50"), Baht(100), None),
    "active": (True, False, None),
    "note": ("a", "ข้อ", "", None),
    "person": ("a", "b", None),
    "kind": ("routine", "existing", "new", None),
    "start": (*DATES, None),
    "end": (*DATES, None),
    "year": (2566, 2565, 2484, None),
}
rows = st.binary(min_size=len(POOLS) * ROWS, max_size=len(POOLS) * ROWS)


def _items(drawn: bytes, item_type: Any) -> list[Any]:
    found = []
    for at in range(0, len(drawn), len(POOLS)):
        picks = zip(POOLS.items(), drawn[at : at + len(POOLS)], strict=True)
        found.append(item_type(**{name: pool[pick % len(pool)] for (name, pool), pick in picks}))
    return found


# Readings: from rules and objects to the states of every rule, or None where the rule is refused.

States = dict[str, list[str]]


def walked(policy: Policy, items: list[Any]) -> States:
    """Return the states by walking the trees: the definition."""
    dated = DatedParameters(policy.parameters, DAY)
    found = {}
    for rule in policy.checks(on=DAY):
        table = gather_objects(rule.subject, items, rule.facts, dated.view)
        worlds = [direct.world_of(rule, table, row, dated) for row in range(len(items))]
        found[rule.rule.id] = [str(state_of(rule.when, rule.must, world)) for world in worlds]
    return found


def direct_states(policy: Policy, items: list[Any]) -> States:
    """Return the states by the generated functions."""
    dated = DatedParameters(policy.parameters, DAY)
    return {rule.rule.id: list(_direct(rule, items, dated)) for rule in policy.checks(on=DAY)}


def _direct(rule: CheckedRule, items: list[Any], dated: DatedParameters) -> Iterator[str]:
    outcome = direct.read(rule, gather_objects(rule.subject, items, rule.facts, dated.view), dated)
    places = dict.fromkeys(outcome.findings, State.FINDING)
    places |= dict.fromkeys(outcome.not_applicable, State.NOT_APPLICABLE)
    places |= dict.fromkeys(outcome.not_evaluated, State.NOT_EVALUATED)
    return (str(places.get(row, State.PASSED)) for row in range(len(items)))


def stored_frame(policy: Policy, items: list[Any], *, integer: Any = pl.Int64) -> pl.DataFrame:
    """Return objects as a polars frame in the stored form that the documentation of frames gives."""
    subject = policy.subjects["item"]
    names = [fact.name for fact in subject.facts if not fact.type.many and fact.name != "sequence"]
    table = gather_objects(subject, items, names, DatedParameters(policy.parameters, DAY).view)
    columns = {}
    for name in names:
        type_ = subject.fact(name).type
        scale = 100 if name == "ratio" else 1
        values = [
            None if value is MISSING else int(value * scale) if type_.numeric else value
            for value in table.columns[name]
        ]
        columns[name] = pl.Series(values, dtype=_DTYPES.get(type_.kind, integer))
    return pl.DataFrame({"n": range(len(items)), **columns})


_DTYPES: dict[str, Any] = {"bool": pl.Boolean, "text": pl.String, "enum": pl.String, "date": pl.Date}


def in_columns(
    turn: Callable[[pl.DataFrame], Any], *, integer: Any = pl.Int64
) -> Callable[[Policy, list[Any]], States]:
    """Return the columnar reading on frames of a library; a rule that it refuses is left out."""

    def states(policy: Policy, items: list[Any]) -> States:
        frame = turn(stored_frame(policy, items, integer=integer))
        report = frame_report(frame, of="item", key="n", policy=policy, on=DAY, decimals={"ratio": 2})
        assert {"int64"} >= {each.error.reason for each in report.not_run}
        found = report.states
        table = found.collect() if hasattr(found, "collect") else found
        refused = {each.rule.id for each in report.not_run}
        wanted = [rule.id for rule in policy.rules if rule.id not in refused]
        return {id_: _listed(table[id_]) for id_ in wanted}

    return states


def _listed(column: Any) -> list[str]:
    return list(column.to_pylist() if hasattr(column, "to_pylist") else column.to_list())


def pandas_frame(frame: pl.DataFrame) -> Any:
    """Return the frame in pandas, with the types that keep whole numbers whole."""
    integers = {name: "Int64" for name, dtype in frame.schema.items() if dtype.is_integer()}
    days = {name: "datetime64[us]" for name, dtype in frame.schema.items() if dtype == pl.Date}
    booleans = {name: "boolean" for name, dtype in frame.schema.items() if dtype == pl.Boolean}
    plain = pd.DataFrame(frame.to_dict(as_series=False), dtype=object)
    words = {name: "str" for name, dtype in frame.schema.items() if dtype == pl.String}
    return plain.astype({**integers, **days, **booleans, **words})


READINGS: dict[str, Callable[[Policy, list[Any]], States]] = {
    "direct": direct_states,
    "polars": in_columns(lambda frame: frame),
    "lazy polars, narrow": in_columns(lambda frame: frame.lazy(), integer=pl.Int16),
    "pyarrow": in_columns(lambda frame: frame.to_arrow()),
    "pandas": in_columns(pandas_frame),
}
"""A further reading joins here."""
if find_spec("pyarrow") is None:
    del READINGS["pyarrow"]
FAST = ("direct", "polars")


@pytest.fixture(name="policy_of", scope="module")
def _policy_of(subjects: dict[str, Subject], parameters: Parameters) -> Any:
    empty = Policy(parameters, (), "2566.1", subjects)

    def policy(texts: list[tuple[str | None, str]]) -> Policy:
        made = []
        for number, (when, must) in enumerate(texts):
            rule = Rule(
                id=f"T-{number}", kind="check", title=Message("t", "ท"), of="item", when=when, must=must
            )
            try:
                empty.checked(rule)
            except RuleError as error:
                if error.reason != "guard" and not any(
                    text in str(error) for text in ("divides by zero", "do not fit together")
                ):
                    raise  # nothing else may be wrong with a generated rule
                continue
            made.append(rule)
        return attrs.evolve(empty, rules=tuple(made))

    return policy


def _agree(readings: Iterable[str], policy: Policy, items: list[Any]) -> None:
    expected = walked(policy, items)
    for name in readings:
        found = READINGS[name](policy, items)
        assert {id_: expected[id_] for id_ in found} == found, name


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(texts=rules, drawn=rows)
def test_readings_agree(
    policy_of: Any, item_type: Any, texts: list[tuple[str | None, str]], drawn: bytes
) -> None:
    """For every rule and row, each reading gives the state that the walked tree gives, or refuses the rule."""
    _agree(FAST, policy_of(texts), _items(drawn, item_type))


@settings(max_examples=EXAMPLES // 6, suppress_health_check=list(HealthCheck))
@given(texts=rules, drawn=rows)
def test_libraries_agree(
    policy_of: Any, item_type: Any, texts: list[tuple[str | None, str]], drawn: bytes
) -> None:
    """The same holds whatever library the frame belongs to."""
    _agree(READINGS.keys() - FAST, policy_of(texts), _items(drawn, item_type))
