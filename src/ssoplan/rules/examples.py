"""The examples of a rule as rows: what a catalogue writes down, run through the reading that checks documents."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from ssoplan.errors import Message
from ssoplan.rules.dated import DatedParameters
from ssoplan.rules.engine import RuleResult, facts_needed, run
from ssoplan.rules.expression.errors import unknown
from ssoplan.rules.facts import DAMAGED, MISSING, FactError
from ssoplan.rules.problems import RuleError, wrap
from ssoplan.rules.states import State
from ssoplan.rules.tables import FactTable, Numbered, encode, is_refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssoplan.parameters import Parameters
    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.expression.types import Type
    from ssoplan.rules.facts import Subject
    from ssoplan.rules.rule import Example

__all__ = ["example_result", "example_state", "table_of"]

_ABSENT = {"missing": MISSING, "damaged": DAMAGED}


def example_state(checked: CheckedRule, example: Example, parameters: Parameters) -> State:
    """Return the state that a rule gives one of its examples.

    Raises:
        FactError: A value does not fit its fact.
        ExpressionError: A fact is not declared.
    """
    result = example_result(checked, example, parameters)
    findings, apart, skipped = result.outcome
    if findings:
        return State.FINDING
    if apart:
        return State.NOT_APPLICABLE
    return State.NOT_EVALUATED if skipped else State.PASSED


def example_result(checked: CheckedRule, example: Example, parameters: Parameters) -> RuleResult:
    """Return what a rule says about one of its examples, for explaining it.

    Raises:
        FactError: A value does not fit its fact.
        ExpressionError: A fact is not declared.
    """
    dated = DatedParameters(parameters, example.on)
    needed = facts_needed([checked])
    rows: dict[str, list[Mapping[str, Any]]] = {checked.subject.name: [dict(example.facts)]}
    subjects = {checked.subject.name: checked.subject}
    for join in checked.joins:
        joined = dict(example.joined).get(join.alias, ())
        rows.setdefault(join.subject.name, []).extend(dict(row) for row in joined)
        subjects[join.subject.name] = join.subject
    tables = {name: table_of(subjects[name], listed, needed.get(name, ())) for name, listed in rows.items()}
    [result] = run([checked], tables, dated)
    if checked.joins:  # the joined rows of the same subject follow the row of the example
        result = _first_row_only(result)
    return result


def _first_row_only(result: RuleResult) -> RuleResult:
    import attrs  # noqa: PLC0415  # only for joining rules

    first = type(result.outcome)(*([row for row in rows if row == 0] for rows in result.outcome))
    return attrs.evolve(result, outcome=first)


def table_of(subject: Subject, rows: Iterable[Mapping[str, Any]], facts: Iterable[str]) -> FactTable:
    """Return a fact table of rows written as plain values; a fact not written is missing.

    Raises:
        FactError: A value does not fit its fact.
        ExpressionError: A fact is not declared.
    """
    listed = list(rows)
    for row in listed:
        for name in row:
            if name not in subject.types:
                raise unknown("fact", name, subject.types, column=1)
    columns = {name: [_stored(subject, name, row.get(name)) for row in listed] for name in facts}
    gaps = frozenset(
        name for name, column in columns.items() if any(value in (MISSING, DAMAGED) for value in column)
    )
    return FactTable(subject, Numbered(len(listed)), (), columns, gaps)


def _stored(subject: Subject, name: str, plain: Any) -> Any:
    fact = subject.fact(name)
    value = plain_to_value(fact.type, plain)
    stored = encode(fact.type, value)
    if is_refused(stored):
        raise FactError(
            "type", path="example", subject=subject.name, fact=name, value=plain,
            found=type(plain).__name__, expected=str(fact.type),
        )  # fmt: skip
    _check_bounds(subject, name, value, plain)
    return stored


def _check_bounds(subject: Subject, name: str, value: Any, plain: Any) -> None:
    fact = subject.fact(name)
    for item in value if isinstance(value, tuple) else (value,):
        if item is None or item in (MISSING, DAMAGED):
            continue
        if (fact.low is not None and item < fact.low) or (fact.high is not None and item > fact.high):
            raise FactError(
                "bounds",
                path="example",
                subject=subject.name,
                fact=name,
                value=plain,
                low=fact.low,
                high=fact.high,
            )


def plain_to_value(type_: Type, plain: Any) -> Any:  # noqa: PLR0911  # one line for each kind of value
    """Return the value that a catalogue writes as YAML: days and exact numbers may stand as text."""
    if plain is None:
        return None
    if isinstance(plain, dict) and plain in ({"absent": "damaged"}, {"absent": "missing"}):
        return _ABSENT[plain["absent"]]
    if isinstance(plain, str) and plain in _ABSENT and type_.item.kind not in ("text", "enum"):
        return _ABSENT[plain]
    if type_.many and isinstance(plain, tuple | list):
        return tuple(plain_to_value(type_.item, item) for item in plain)
    if isinstance(plain, str) and type_.kind == "date":
        try:
            return dt.date.fromisoformat(plain)
        except ValueError:
            return plain
    if isinstance(plain, str) and type_.numeric:
        try:
            return Decimal(plain.replace(",", ""))
        except InvalidOperation:
            return plain
    return plain


def check_examples(checked: CheckedRule, parameters: Parameters) -> Iterable[RuleError]:
    """Yield what is wrong with the examples of a rule."""
    expected = [example.state for example in checked.rule.examples]
    if expected and not {State.PASSED, State.FINDING} <= set(expected):
        text = Message(en="give one that passes and one that is a finding", th="ให้มีทั้งตัวอย่างที่ผ่านและที่ไม่ผ่าน")
        yield RuleError("example", number=1, problem=text)
    for number, example in enumerate(checked.rule.examples, start=1):
        try:
            found = example_state(checked, example, parameters)
        except (FactError, ValueError) as error:
            yield wrap("example", error, number=number)  # type: ignore[arg-type]  # both are SsoplanErrors
            continue
        if found is not example.state:
            yield RuleError("example-state", number=number, found=str(found), expected=str(example.state))
