"""Running the rules in force over gathered facts: what `check` and its kin do once they know what to check.

Apart from `ssoplan.rules.checking` so that a program that imports `check` does not pay for the readings until it
checks something.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from ssoplan._version import library_version
from ssoplan.calendar.era import is_day
from ssoplan.rules.checking import CheckError
from ssoplan.rules.dated import DatedParameters
from ssoplan.rules.engine import ENGINES, EngineError, facts_needed, run, tables_of
from ssoplan.rules.policy import Policy
from ssoplan.rules.readings import hashing
from ssoplan.rules.report import ReadParameter, Receipt, Report
from ssoplan.rules.tables import gather_objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.engine import Engine, RuleResult
    from ssoplan.rules.facts import Row, Subject
    from ssoplan.rules.tables import FactTable

__all__ = ["prepare", "report_on_objects", "report_on_rows"]


def report_on_rows(  # called by `check_rows` only
    rows: Iterable[tuple[Subject, Iterable[Row]]],
    policy: Policy | None,
    on: dt.date,
    engine: Engine,
    document: Any,
) -> Report:
    """Return what the rules in force say about rows given by subject; see `check_rows`."""
    used, rules, parameters = prepare(policy, on, engine)
    return _report(used, rules, tables_of(rows, rules, parameters), parameters, engine, document)


def report_on_objects(  # noqa: PLR0917  # called by `check_objects` only
    objects: Sequence[Any],
    of: str,
    policy: Policy | None,
    on: dt.date,
    engine: Engine,
    paths: Sequence[str] | None,
) -> Report:
    """Return what the rules about one subject say about many objects; see `check_objects`."""
    used, rules, parameters = prepare(policy, on, engine)
    if of not in used.subjects:
        raise CheckError("subject", of=of, known=", ".join(sorted(used.subjects)))
    mine = [rule for rule in rules if rule.subject.name == of]
    needed = facts_needed(mine).get(of, ())
    table = gather_objects(used.subjects[of], objects, needed, parameters.view, paths=paths)
    return _report(used, mine, {of: table}, parameters, engine, objects)


def prepare(
    policy: Policy | None, on: dt.date, engine: Engine
) -> tuple[Policy, tuple[CheckedRule, ...], DatedParameters]:
    """Return the policy to use, its checks in force on a day, and that day's parameters.

    Raises:
        CheckError: The day is not a day.
        EngineError: There is no such engine.
    """
    if not is_day(on):
        raise CheckError("not-a-day", on=on)
    if engine not in ENGINES:
        raise EngineError("unknown", engine=engine)
    used = Policy.default() if policy is None else policy
    return used, used.checks(on=on), DatedParameters(used.parameters, on)


def _report(  # noqa: PLR0917  # private
    policy: Policy,
    rules: Iterable[CheckedRule],
    tables: Mapping[str, FactTable],
    parameters: DatedParameters,
    engine: Engine,
    document: Any,
) -> Report:
    results = run(rules, tables, parameters, match=_matcher(engine))
    receipt = Receipt(
        library=library_version(),
        policy=policy.version,
        policy_hash=policy.digest,
        on=parameters.on or dt.date.min,
        reading="direct" if engine == "auto" else engine,
        parameters=tuple(_read(results, parameters)),
    )
    return Report(tuple(results), receipt, document)


def _matcher(engine: Engine) -> Any:
    if engine != "rete":
        return hashing.match
    from ssoplan.rules.readings import rete  # noqa: PLC0415  # an optional engine

    rete.require()
    return rete.match


def _read(results: Iterable[RuleResult], parameters: DatedParameters) -> Iterable[ReadParameter]:
    facts = (result.checked.subject.fact(name) for result in results for name in result.table.columns)
    ids = {id_ for fact in facts for id_ in fact.reads} | {
        id_ for result in results for id_ in result.checked.quoted
    }
    for id_ in sorted(ids):
        entry = parameters.entry(id_)
        if entry is None:
            yield ReadParameter(id=id_, value=None)
            continue
        source = str(entry.citation) if entry.citation is not None else None
        what_if = entry.confidence == "what-if"
        yield ReadParameter(id=id_, value=parameters[id_], start=entry.start, source=source, what_if=what_if)
