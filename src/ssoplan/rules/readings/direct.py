"""The direct reading: one generated Python function per rule, over the columns of a fact table.

It is the reference reading and the default for objects. A function is compiled when a rule is first used, once for
each set of columns with gaps; a what-if that only changes the value of a parameter reuses it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from ssoplan.rules.evaluation import State, World, state_of
from ssoplan.rules.expression.functions import Undefined
from ssoplan.rules.facts import Absent
from ssoplan.rules.readings.generated import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.tables import FactTable

__all__ = ["Outcome", "read", "source"]


class Outcome(NamedTuple):
    """The row numbers of one rule in each state but *passed*, each ascending."""

    findings: list[int]
    not_applicable: list[int]
    not_evaluated: list[int]


_Compiled = tuple["Callable[..., Outcome]", tuple[str, ...], tuple[str, ...]]


def read(
    rule: CheckedRule,
    table: FactTable,
    parameters: Mapping[str, Any],
    matched: Mapping[str, Collection[int]] | None = None,
) -> Outcome:
    """Return the state of every row under one rule.

    Args:
        rule: The checked rule.
        table: The columns of at least the rule's facts.
        parameters: Exact values by id; `Absent` for one not in force on the day.
        matched: For a joining rule, the rows that each joined name matches.
    """
    used = rule.parameters
    scales = {id_: _scale(parameters[id_]) for id_ in used}
    gaps = frozenset(rule.facts) & table.gaps
    key = (gaps, tuple(scales.values()))
    compiled = rule.cache.get(key)
    if compiled is None:
        compiled = rule.cache[key] = _compile(rule, gaps, scales)
    run, names = compiled
    columns = [table.columns[name] for name in rule.facts]
    values = [_scaled(parameters[id_], scales[id_]) for id_ in used]
    matches = [(matched or {})[alias] for alias in names]

    def slow(row: int) -> State:
        return state_of(rule.when, rule.must, world_of(rule, table, row, parameters, matched))

    found: Outcome = run(len(table), columns, values, matches, slow)
    return found


def world_of(
    rule: CheckedRule,
    table: FactTable,
    row: int,
    parameters: Mapping[str, Any],
    matched: Mapping[str, Collection[int]] | None = None,
) -> World:
    """Return what the conditions of a rule see on one row."""
    facts = {name: table.value(name, row) for name in rule.facts}
    found: dict[str, Any] = {}
    for alias, rows in (matched or {}).items():
        absent = next((facts[name] for name in rule.keys[alias] if isinstance(facts[name], Absent)), None)
        found[alias] = row in rows if absent is None else absent
    return World(facts, parameters, found)


def source(rule: CheckedRule, gaps: frozenset[str] = frozenset()) -> str:
    """Return the text of the generated function, for the curious reader and for tests."""
    return _write(rule, gaps, dict.fromkeys(rule.parameters, 1))[0]


def _compile(
    rule: CheckedRule, gaps: frozenset[str], scales: Mapping[str, int | None]
) -> tuple[Any, tuple[str, ...]]:
    text, writer = _write(rule, gaps, scales)
    names = {
        **writer.names, "Outcome": Outcome, "Undefined": Undefined, "FINDING": State.FINDING,
        "NOT_APPLICABLE": State.NOT_APPLICABLE, "NOT_EVALUATED": State.NOT_EVALUATED,
    }  # fmt: skip
    exec(compile(text, f"<rule {rule.rule.id}>", "exec"), names)  # noqa: S102  # text generated here from our own nodes
    return names["rule"], tuple(writer.aliases)


def _write(rule: CheckedRule, gaps: frozenset[str], scales: Mapping[str, int | None]) -> tuple[str, Writer]:
    writer = Writer(rule.facts, gaps, scales, rule.keys)
    absent = [f"{writer.variables[name]}.__class__ is Absent" for name in rule.needed if name in gaps]
    if any(scales[id_] is None for id_ in rule.must.parameters()):
        absent = ["True"]
        must = "True"
    else:
        must = writer.condition(rule.must.tree).text
    when = None if rule.when is None else (writer.holds(rule.when.tree), writer.fails(rule.when.tree))
    body = _body(writer, when, absent, must)
    head = ["def rule(length, columns, parameters, matches, slow):"]
    head += [f"    {','.join(writer.parameters.values())}, = parameters"] if writer.parameters else []
    head += [f"    {','.join(writer.aliases.values())}, = matches"] if writer.aliases else []
    return "\n".join([*head, *body]) + "\n", writer


def _body(writer: Writer, when: tuple[str, str] | None, absent: list[str], must: str) -> list[str]:
    variables = list(writer.variables.values())
    rows = (
        f"for row, {', '.join(variables)} in zip(range(length), *columns)"
        if variables
        else "for row in range(length)"
    )
    if when is None and not absent and not writer.risky:
        return [f"    return Outcome([row {rows} if not {must}], [], [])"]
    lines = _when(when, complete=not writer.gaps and None not in writer.scales.values())
    if absent:
        lines += [f"if {' or '.join(absent)}:", "    skipped.append(row)", "    continue"]
    lines += [f"if not {must}:", "    found.append(row)"]
    if writer.risky:
        lines = ["try:", *(f"    {line}" for line in lines), *_RISK]
    return [
        "    found, apart, skipped = [], [], []",
        f"    {rows}:",
        *(f"        {line}" for line in lines),
        "    return Outcome(found, apart, skipped)",
    ]


_RISK = [
    "except Undefined:",
    "    state = slow(row)",
    "    if state == FINDING:",
    "        found.append(row)",
    "    elif state == NOT_APPLICABLE:",
    "        apart.append(row)",
    "    elif state == NOT_EVALUATED:",
    "        skipped.append(row)",
]


def _when(when: tuple[str, str] | None, *, complete: bool) -> list[str]:
    if when is None:
        return []
    holds, fails = when
    if complete:
        return [f"if not {holds}:", "    apart.append(row)", "    continue"]
    return [
        f"if not {holds}:",
        f"    {'apart'}.append(row) if {fails} else skipped.append(row)",
        "    continue",
    ]


def _scale(value: Any) -> int | None:
    if isinstance(value, Absent):
        return None
    if isinstance(value, tuple):
        scales = [_scale(item) or 1 for item in value]
        return max(scales, default=1) if len(set(scales)) <= 1 else _lcm(scales)
    return value.denominator if isinstance(value, Fraction) else 1


def _lcm(scales: list[int]) -> int:
    from math import lcm  # noqa: PLC0415  # lists of fractions are rare

    return lcm(*scales)


def _scaled(value: Any, scale: int | None) -> Any:
    if scale in (None, 1):
        return value
    if isinstance(value, tuple):
        return tuple(_scaled(item, scale) for item in value)
    return int(value * scale)  # exact: the scale is the denominator
