"""Checking a document, or plain objects, against a policy."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from ssoplan._version import library_version
from ssoplan.errors import Message, SsoplanError
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

__all__ = ["CheckError", "check", "check_objects", "check_rows"]


class CheckError(SsoplanError, ValueError):
    """Raised when what is to be checked, or the day, is not given in a usable form."""

    kind = "check"
    messages: ClassVar[Mapping[str, Message]] = {
        "no-day": Message(
            en="{document} has no year of its own; say on which day to check it, as in on=date(2023, 12, 31)",
            th="{document} ไม่มีปีของตนเอง ให้ระบุวันที่ใช้ตรวจ เช่น on=date(2023, 12, 31)",
        ),
        "not-a-day": Message(
            en="on={on!r} is not a day; give a datetime.date in the CE calendar",
            th="on={on!r} ไม่ใช่วัน ให้ระบุ datetime.date ตามปฏิทินสากล",
        ),
        "subject": Message(
            en="there is no subject {of!r}; choose one of {known}", th="ไม่มี {of!r} ให้เลือกจาก {known}"
        ),
    }


def check(
    document: Any, *, policy: Policy | None = None, on: dt.date | None = None, engine: Engine = "auto"
) -> Report:
    """Return what the rules in force say about a document.

    Args:
        document: A plan, a proposal, a table of offices: anything the subjects of the library can be found in.
        policy: The policy; default `Policy.default`.
        on: The day whose rules and parameters apply; default the last day of the document's own year.
        engine: How joined rows are found: ``auto`` and ``direct`` by hashing, ``rete`` by durable-rules.

    Raises:
        CheckError: The document has no year of its own and no day is given.
        FactError: A value of the document contradicts the declaration of its fact.
    """
    from ssoplan.rules.subjects import own_day, subjects_of  # noqa: PLC0415  # the model is needed by documents only

    day = own_day(document) if on is None else on
    if day is None:
        raise CheckError("no-day", document=type(document).__name__)
    return check_rows(subjects_of(document), policy=policy, on=day, engine=engine, document=document)


def check_rows(
    rows: Iterable[tuple[Subject, Iterable[Row]]],
    *,
    on: dt.date,
    policy: Policy | None = None,
    engine: Engine = "auto",
    document: Any = None,
) -> Report:
    """Return what the rules in force say about rows given by subject.

    Raises:
        CheckError: The day is not a day.
        EngineError: There is no such engine.
        FactError: A value contradicts the declaration of its fact.
    """
    used, rules, parameters = prepare(policy, on, engine)
    tables = tables_of(rows, rules, parameters)
    return _report(used, rules, tables, parameters, engine, document)


def check_objects(
    objects: Sequence[Any],
    *,
    of: str,
    on: dt.date,
    policy: Policy | None = None,
    engine: Engine = "auto",
    paths: Sequence[str] | None = None,
) -> Report:
    """Return what the rules about one subject say about many objects.

    Args:
        objects: The objects, each one row.
        of: The name of the subject.
        on: The day whose rules and parameters apply.
        policy: The policy; default `Policy.default`.
        engine: The reading for joined rules.
        paths: Where each object stands; default its place in the list.

    Raises:
        CheckError: There is no such subject, or the day is not a day.
    """
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
    given: object = on  # callers without a type checker
    if not isinstance(given, dt.date) or isinstance(given, dt.datetime) or given.year >= _FIRST_BE:
        raise CheckError("not-a-day", on=on)
    if engine not in ENGINES:
        raise EngineError("unknown", engine=engine)
    used = Policy.default() if policy is None else policy
    return used, used.checks(on=on), DatedParameters(used.parameters, on)


_FIRST_BE = 2400  # a CE year as late as this is a BE year


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
