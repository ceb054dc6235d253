"""What the rules say about each row of the claim table, by one of three readings that mean the same.

For each rule two columns: its id, true where it is a finding; its id with ``?``, true where it is not evaluated.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs

from ssoplan.money import Baht
from ssoplan.payments.errors import PayRunError
from ssoplan.payments.sources import polars
from ssoplan.rules.checking import check_objects
from ssoplan.rules.dated import DatedParameters
from ssoplan.rules.subjects.claim import CLAIM

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.policy import Policy

__all__ = ["Engine", "check_engine", "facts_of", "judge", "open_column"]

Engine = Literal["columns", "direct", "rete"]
_FACTS = tuple(fact.name for fact in CLAIM.facts)
_MONEY = tuple(fact.name for fact in CLAIM.facts if str(fact.type) == "money")
ClaimFacts = namedtuple("ClaimFacts", _FACTS)  # type: ignore[misc]  # noqa: PYI024  # the names are those of the subject


def check_engine(engine: Engine) -> None:
    """Refuse a reading that does not exist."""
    if engine not in get_args(Engine):
        raise PayRunError("engine", engine=engine)


def open_column(rule_id: str) -> str:
    """Return the name of the column that says where a rule is not evaluated."""
    return f"{rule_id}?"


def judge(frame: Any, rules: Sequence[CheckedRule], policy: Policy, *, on: dt.date, engine: Engine) -> Any:
    """Return the two columns of each rule, for all rows of a claim table.

    Args:
        frame: A polars frame with a column for each fact that the rules read, money in satang.
        rules: Rules about claims.
        policy: Where they come from.
        on: The day whose parameters apply.
        engine: The reading.

    Raises:
        PayRunError: A rule cannot be read by columns.
    """
    pl = polars()
    if not rules or not frame.height:
        names = [name for rule in rules for name in (rule.rule.id, open_column(rule.rule.id))]
        return pl.DataFrame(
            {name: [False] * frame.height for name in names}, schema=dict.fromkeys(names, pl.Boolean)
        )
    if engine == "columns":
        return _by_columns(frame, rules, DatedParameters(policy.parameters, on))
    return _by_rows(frame, rules, policy, on, engine)


def _by_columns(frame: Any, rules: Sequence[CheckedRule], parameters: DatedParameters) -> Any:
    import narwhals as nw  # noqa: PLC0415  # an extra

    from ssoplan.rules.frame_columns import given_columns, prepared  # noqa: PLC0415  # needs narwhals

    read = {name for rule in rules for name in rule.facts}
    table = nw.from_native(frame.select(sorted(read)), eager_only=True)
    given = given_columns(CLAIM, table.collect_schema(), (), {}, lazy=False)
    ready, columns = prepared(CLAIM, table, list(given.values()))
    made = []
    for rule in rules:
        states = _states(rule, ready, columns, parameters)
        where = _expression(states.finding)
        decided = where | _expression(states.passed) | _expression(states.not_applicable)
        made += [where.alias(rule.rule.id), (~decided).alias(open_column(rule.rule.id))]
    native = ready.lazy().select(*made).collect().to_native()
    if native.height == frame.height:
        return native
    # A frame of constants has one row: every rule says the same of all claims.
    return polars().concat([native] * frame.height)


def _states(rule: CheckedRule, table: Any, columns: Any, parameters: DatedParameters) -> Any:
    from ssoplan.rules.frame_columns import measured  # noqa: PLC0415  # needs narwhals
    from ssoplan.rules.readings.column_errors import ColumnsError  # noqa: PLC0415  # beside its use
    from ssoplan.rules.readings.columnar import compile_rule  # noqa: PLC0415  # needs narwhals

    mine = {name: columns[name] for name in rule.facts}
    try:
        return compile_rule(rule, mine, parameters)
    except ColumnsError as error:
        if error.reason != "int64":
            raise PayRunError("not-run", rule=rule.rule.id, why=error) from error
    try:
        return compile_rule(rule, measured(table, mine), parameters)
    except ColumnsError as error:
        raise PayRunError("not-run", rule=rule.rule.id, why=error) from error


def _expression(where: Any) -> Any:
    import narwhals as nw  # noqa: PLC0415  # an extra

    return nw.lit(where) if isinstance(where, bool) else where


# Row by row.


def facts_of(frame: Any) -> list[Any]:
    """Return the rows of a claim table as objects with the facts of a claim; what has no column is missing."""
    pl = polars()
    money = [name for name in _MONEY if name in frame.columns]
    columns = [
        frame[name] if name in frame.columns else pl.Series(name, [None] * frame.height) for name in _FACTS
    ]
    rows = pl.DataFrame(columns).iter_rows()
    places = [_FACTS.index(name) for name in money]
    return [ClaimFacts._make(_with_money(row, places)) for row in rows]


def _with_money(row: tuple[Any, ...], places: Sequence[int]) -> tuple[Any, ...]:
    cells = list(row)
    for place in places:
        if cells[place] is not None:
            cells[place] = Baht.from_satang(cells[place])
    return tuple(cells)


def _by_rows(frame: Any, rules: Sequence[CheckedRule], policy: Policy, on: dt.date, engine: Any) -> Any:
    pl = polars()
    ids = {rule.rule.id for rule in rules}
    mine = attrs.evolve(policy, rules=tuple(rule.rule for rule in rules))
    report = check_objects(facts_of(frame), of="claim", on=on, policy=mine, engine=engine)
    made = {}
    for result in report.results:
        rule_id = result.checked.rule.id
        if rule_id in ids:
            made[rule_id] = _flags(result.outcome.findings, frame.height)
            made[open_column(rule_id)] = _flags(result.outcome.not_evaluated, frame.height)
    return pl.DataFrame(made, schema=dict.fromkeys(made, pl.Boolean))


def _flags(rows: Sequence[int], height: int) -> list[bool]:
    flags = [False] * height
    for row in rows:
        flags[row] = True
    return flags
