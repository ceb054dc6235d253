"""Joined rows: nested loops, the hash join, the Rete engine and a live session say the same of generated rules."""

from __future__ import annotations

import datetime as dt
import itertools
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.parameters import Parameters, SourceRegistry
from ssoplan.rules.checked import CheckedRule, check_rule
from ssoplan.rules.checking import check_rows
from ssoplan.rules.dated import DatedParameters
from ssoplan.rules.engine import facts_needed, run
from ssoplan.rules.evaluation import World, state_of, truth
from ssoplan.rules.facts import DAMAGED, Absent, Row, Subject, stored
from ssoplan.rules.policy import Policy
from ssoplan.rules.readings import hashing, rete
from ssoplan.rules.rule import JoinText, Rule
from ssoplan.rules.session import RuleSession
from ssoplan.rules.states import State
from ssoplan.rules.tables import FactTable, gather_objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ssoplan.rules.joins import Join, JoinKey, JoinOrder

KINDS = {
    "person": "text",
    "buddy": "text",
    "number": "int",
    "rank": "int",
    "budget": "money",
    "ratio": "number",
    "day": "date",
    "year": "fund_year",
    "active": "bool",
}
ORDERED = ("int", "money", "number", "date", "fund_year")


@attrs.frozen(kw_only=True)
class Item:
    """A toy object; None is missing."""

    person: Any = None
    buddy: Any = None
    number: Any = None
    rank: Any = None
    budget: Any = None
    ratio: Any = None
    day: Any = None
    year: Any = None
    active: Any = None


def _subject(name: str) -> Subject:
    facts = (stored(fact, kind, th=fact, en=fact) for fact, kind in KINDS.items())
    return Subject(name, Message(en=name, th=name), tuple(facts))


SUBJECTS = {name: _subject(name) for name in ("item", "other")}
PARAMETERS = Parameters.of([], SourceRegistry({}))
DAY = dt.date(2023, 12, 31)
RULES = 600

needs_rete = pytest.mark.skipif(not rete.available(), reason="durable-rules is not installed")
ENGINES = ["direct", pytest.param("rete", marks=[pytest.mark.rete, needs_rete])]

LONG = "ก" * 30_000
VALUES: Mapping[str, Sequence[Any]] = {
    "text": ("a", "b", "", "ก", "40189", "797186", LONG + "ก", LONG + "ข", '"', "\\u0000", "sid"),
    "int": (0, 1, 2, -1, 2**63 - 1, 2**63, -(2**63) - 1, 10**30, 10**30 + 1),
    "money": (Baht(1), Baht("1.01"), Baht(0), Baht(10**17), Baht(-3)),
    "number": (Fraction(1, 3), 1, Fraction(1, 2), 10**25, Fraction(-7, 2)),
    "date": (dt.date(2023, 1, 31), dt.date(2023, 2, 28), dt.date(1, 1, 1), dt.date(9999, 12, 31)),
    "fund_year": (2564, 2566, 2567),
    "bool": (True, False),
}
"""What each kind may be: the first ones are met most often."""


@lru_cache
def values(kind: str) -> st.SearchStrategy[Any]:
    """Return values that often meet, and sometimes are of the sort that engines of joins get wrong."""
    first, second = VALUES[kind][:2]
    often = (first,) * 8 + (second,) * 4
    return st.sampled_from((*often, *VALUES[kind][2:], None, DAMAGED))


@st.composite
def worlds(draw: st.DrawFn, rule: CheckedRule, *, most: int = 7) -> dict[str, list[Item]]:
    """Return rows of both subjects; only the facts that the rule reads differ."""
    read = facts_needed([rule])
    return {name: draw(_rows(tuple(sorted(read.get(name, ()))), most)) for name in SUBJECTS}


@lru_cache
def _rows(facts: tuple[str, ...], most: int) -> st.SearchStrategy[list[Item]]:
    return st.lists(st.builds(Item, **{fact: values(KINDS[fact]) for fact in facts}), max_size=most)


_FILTERS = (
    None, None, None, "active", "not active", "rank > 0", "person == 'a' or day is missing", "number / rank >= 1",
    "budget is not missing", "ratio * 2 < 1 and number != 0",
)  # fmt: skip
_PLAIN = ("active", "rank >= 0", "budget > 0", "person is missing", "number / rank > 0", "day == day")


@st.composite
def join_texts(draw: st.DrawFn) -> tuple[JoinText, ...]:
    """Return one to three joined names; later ones may hang on earlier ones."""
    made: list[JoinText] = []
    for alias in ("x", "y", "z")[: draw(st.integers(1, 3))]:
        earlier = (None, None, *(each.alias for each in made))
        on = tuple(draw(st.lists(_pairs(earlier), min_size=1, max_size=draw(st.sampled_from((1, 1, 2))))))
        where = tuple(draw(st.lists(_orders(alias, earlier), max_size=draw(st.sampled_from((0, 0, 1, 2))))))
        of = draw(st.sampled_from(sorted(SUBJECTS)))
        made.append(JoinText(alias=alias, of=of, on=on, where=where, when=draw(st.sampled_from(_FILTERS))))
    return tuple(made)


@lru_cache  # to make a strategy takes longer than to draw from it
def _pairs(earlier: tuple[str | None, ...]) -> st.SearchStrategy[tuple[str, str]]:
    choices = [
        (here, there if alias is None else f"{alias}.{there}")
        for here, there in [(fact, fact) for fact in KINDS] + [("person", "buddy"), ("number", "rank")]
        for alias in earlier
        if KINDS[here] != "bool"
    ]
    return st.sampled_from(choices)


@lru_cache
def _orders(alias: str, earlier: tuple[str | None, ...]) -> st.SearchStrategy[str]:
    choices = [
        f"{alias}.{fact} {sign} {fact if other is None else f'{other}.{fact}'}"
        for fact, kind in KINDS.items()
        for sign in ("<", "<=", ">", ">=", "!=")
        for other in earlier
        if kind in ORDERED or (sign == "!=" and kind == "text")
    ]
    return st.sampled_from(choices)


@lru_cache
def _conditions(aliases: tuple[str, ...]) -> st.SearchStrategy[str]:
    asked = st.builds("{}({})".format, st.sampled_from(("exists", "none")), st.sampled_from(aliases))
    atoms = st.one_of(asked, asked, asked, st.sampled_from(_PLAIN))
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.builds("({} and {})".format, inner, inner),
            st.builds("({} or {})".format, inner, inner),
            st.builds("not ({})".format, inner),
        ),
        max_leaves=3,
    )


@st.composite
def rules(draw: st.DrawFn, *, id_: str = "TOY-1") -> CheckedRule:
    """Return a checked rule whose conditions ask for at least one joined name."""
    joins = draw(join_texts())
    aliases = tuple(each.alias for each in joins)
    asked = f"{draw(st.sampled_from(('exists', 'none')))}({draw(st.sampled_from(aliases))})"
    must = f"{asked} or {draw(_conditions(aliases))}" if draw(st.booleans()) else asked
    when = draw(_conditions(aliases)) if draw(st.booleans()) else None
    return checked(draw(st.sampled_from(sorted(SUBJECTS))), must, when=when, joins=joins, id_=id_)


def checked(
    of: str, must: str, *, joins: tuple[JoinText, ...], when: str | None = None, id_: str = "TOY-1"
) -> CheckedRule:
    """Return a checked rule of the toy domain."""
    title = Message(en="toy", th="ของเล่น")
    rule = Rule(id=id_, kind="check", title=title, of=of, must=must, when=when, joins=joins, message=title)
    return check_rule(rule, SUBJECTS, {})


def tables(rows: Mapping[str, Sequence[Item]]) -> dict[str, FactTable]:
    """Return all facts of the rows."""
    return {name: gather_objects(subject, rows.get(name, ()), KINDS) for name, subject in SUBJECTS.items()}


def plain_matches(rule: CheckedRule, facts: Mapping[str, FactTable]) -> Any:
    """Return the matches by the definition: try every combination of rows, the first one in order wins."""
    return {alias: dict(_plain(rule, alias, facts)) for alias in rule.aliases}


def _plain(rule: CheckedRule, alias: str, facts: Mapping[str, FactTable]) -> Iterator[tuple[int, Any]]:
    by_alias = {join.alias: join for join in rule.joins}
    needed = [alias]
    for name in needed:
        needed += by_alias[name].earlier
    chain = [join for join in rule.joins if join.alias in needed]
    for root in range(len(facts[rule.subject.name])):
        for rows in itertools.product(*(range(len(facts[join.subject.name])) for join in chain)):
            places: dict[str | None, tuple[str, int]] = {None: (rule.subject.name, root)}
            places |= {join.alias: (join.subject.name, row) for join, row in zip(chain, rows, strict=True)}
            if all(_fits(join, places, facts) for join in chain):
                yield root, tuple((join.alias, row) for join, row in zip(chain, rows, strict=True))
                break


def _fits(join: Join, places: Mapping[Any, tuple[str, int]], facts: Mapping[str, FactTable]) -> bool:
    def value(alias: str | None, fact: str) -> Any:
        subject, row = places[alias]
        return facts[subject].value(fact, row)

    links: list[JoinKey | JoinOrder] = [*join.keys, *join.orders]
    for link in links:
        here, there = value(join.alias, link.fact), value(link.alias, link.other)
        sign = getattr(link, "sign", "==")
        if isinstance(here, Absent) or isinstance(there, Absent) or not _SIGNS[sign](here, there):
            return False
    own = {fact: value(join.alias, fact) for fact in KINDS}
    return join.when is None or truth(join.when.tree, World(own)) is True


_SIGNS: Mapping[str, Any] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def plain_states(rule: CheckedRule, facts: Mapping[str, FactTable], matches: Any) -> list[State]:
    """Return the state of every row by walking the conditions."""
    table = facts[rule.subject.name]
    states = []
    for row in range(len(table)):
        values = {fact: table.value(fact, row) for fact in KINDS}
        found: dict[str, Any] = {}
        for alias, keys in rule.keys.items():
            absent = next((values[fact] for fact in keys if isinstance(values[fact], Absent)), None)
            found[alias] = row in matches[alias] if absent is None else absent
        states.append(state_of(rule.when, rule.must, World(values, {}, found)))
    return states


def read_states(rule: CheckedRule, facts: Mapping[str, FactTable], match: Any) -> list[State]:
    """Return the state of every row by the generated function."""
    [result] = run([rule], facts, DatedParameters(PARAMETERS, DAY), match=match)
    kinds = (State.FINDING, State.NOT_APPLICABLE, State.NOT_EVALUATED)
    found = {row: state for state, rows in zip(kinds, result.outcome, strict=True) for row in rows}
    return [found.get(row, State.PASSED) for row in range(len(result.table))]


cases = rules().flatmap(lambda rule: st.tuples(st.just(rule), worlds(rule)))


@settings(max_examples=RULES)
@given(cases)
def test_the_hash_join_finds_what_nested_loops_find(case: tuple[CheckedRule, dict[str, list[Item]]]) -> None:
    """Hashing is a faster way to the first match of every row, and never another one."""
    rule, rows = case
    facts = tables(rows)
    matches = plain_matches(rule, facts)
    assert matches == hashing.match(rule, facts, {})
    assert plain_states(rule, facts, matches) == read_states(rule, facts, hashing.match)


@pytest.mark.rete
@needs_rete
@settings(max_examples=RULES)
@given(cases)
def test_the_rete_engine_finds_what_nested_loops_find(
    case: tuple[CheckedRule, dict[str, list[Item]]],
) -> None:
    """The Rete engine gives the same matches, and with them every row the same state."""
    rule, rows = case
    facts = tables(rows)
    matches = plain_matches(rule, facts)
    assert matches == rete.match(rule, facts, {})
    assert plain_states(rule, facts, matches) == read_states(rule, facts, rete.match)


@pytest.mark.rete
@needs_rete
@settings(max_examples=150)
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter_to_the_engine(
    case: tuple[CheckedRule, dict[str, list[Item]]], random: Any
) -> None:
    """Shuffled rows have the matches that nested loops find among the shuffled rows, blockers after or before."""
    rule, rows = case
    shuffled = {name: random.sample(listed, len(listed)) for name, listed in rows.items()}
    facts = tables(shuffled)
    assert plain_matches(rule, facts) == rete.match(rule, facts, {})


@st.composite
def histories(
    draw: st.DrawFn,
) -> tuple[tuple[CheckedRule, ...], list[tuple[str, str, dict[str, Any] | None]]]:
    """Return one or two rules, and a history of rows put, changed and removed."""
    made = tuple(draw(rules(id_=f"TOY-{number}")) for number in range(1, draw(st.integers(1, 2)) + 1))
    read = facts_needed(made)
    steps = draw(st.lists(_steps, min_size=6, max_size=16))
    return made, [
        (name, f"{name}-{key}", None if gone else draw(_facts(tuple(sorted(read.get(name, ()))), whole)))
        for name, key, gone, whole in steps
    ]


_steps = st.tuples(
    st.sampled_from(sorted(SUBJECTS)),
    st.sampled_from("abc"),
    st.sampled_from((False, False, True)),
    st.booleans(),
)


@lru_cache
def _facts(names: tuple[str, ...], whole: bool) -> st.SearchStrategy[dict[str, Any]]:  # noqa: FBT001  # a key of the cache
    every = {name: values(KINDS[name]) for name in names}
    return st.fixed_dictionaries(every) if whole else st.fixed_dictionaries({}, optional=every)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=200)
@given(history=histories())
def test_a_session_says_after_every_step_what_a_fresh_check_says(engine: Any, history: Any) -> None:
    """What appeared and disappeared adds up to the findings, skips and counts of the same rows checked afresh."""
    made, steps = history
    policy = Policy(PARAMETERS, tuple(each.rule for each in made), "2566.9", SUBJECTS)
    session = RuleSession(on=DAY, policy=policy, engine=engine)
    rows: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in SUBJECTS}
    standing: set[Any] = set()
    for name, key, facts in steps:
        if facts is not None and key in rows[name]:
            step = session.change(name, key, facts)
            rows[name][key] |= facts
        elif facts is not None:
            step = session.put(name, key, facts)
            rows[name][key] = dict(facts)
        elif key in rows[name]:
            step = session.remove(name, key)
            del rows[name][key]
        else:
            continue
        assert standing.issuperset(step.disappeared)
        standing = (standing - set(step.disappeared)) | set(step.appeared)
        fresh = _fresh(policy, rows)
        assert fresh.findings == session.findings
        assert set(fresh.findings) == standing
        assert fresh.skips == session.skips
        assert fresh.counts == session.counts


def _fresh(policy: Policy, rows: Mapping[str, Mapping[str, dict[str, Any]]]) -> Any:
    listed = [
        (SUBJECTS[name], [Row(key, Item(**held[key])) for key in sorted(held)]) for name, held in rows.items()
    ]
    return check_rows(listed, on=DAY, policy=policy)
