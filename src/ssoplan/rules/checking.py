"""Checking a document, or plain objects, against a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from ssoplan.rules.engine import Engine
    from ssoplan.rules.facts import Row, Subject
    from ssoplan.rules.policy import Policy
    from ssoplan.rules.report import Report

__all__ = ["CheckError", "check", "check_objects", "check_rows"]


class CheckError(SsoplanError, ValueError):
    """Raised when what is to be checked, or the day, is not given in a usable form."""

    kind = "check"
    messages: ClassVar[Mapping[str, Message]] = {
        "no-day": Message(
            en="{document} has no year of its own; say on which day to check it, as in on=date(2023, 12, 31)",
            th="{document} ไม่มีปีของตนเอง ให้ระบุวันที่ใช้ตรวจ เช่น on=date(2023, 12, 31)",
        ),
        "not-a-document": Message(
            en="a {found} is not a document that rules speak of; give one of {known}, or use check_objects",
            th="{found} ไม่ใช่เอกสารที่กฎกล่าวถึง ให้ใช้ {known} หรือเรียก check_objects",
        ),
        "not-a-day": Message(
            en="on={on!r} is not a day; give a datetime.date in the CE calendar",
            th="on={on!r} ไม่ใช่วัน ให้ระบุ datetime.date ตามปฏิทินสากล",
        ),
        "severity": Message(
            en="there is no severity {severity!r}; choose one of {known}",
            th="ไม่มีระดับความรุนแรง {severity!r} ให้เลือกจาก {known}",
        ),
        "another-report": Message(
            en="{rule} at {path} is not a finding of this report; ask the report that it came from",
            th="{rule} ที่ {path} ไม่ใช่ข้อค้นพบของรายงานนี้ ให้ถามรายงานที่ให้ข้อค้นพบนั้น",
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
        CheckError: It is not a document, or has no year of its own and no day is given.
        FactError: A value of the document contradicts the declaration of its fact.
    """
    from ssoplan.rules.subjects import DOCUMENTS, own_day, subjects_of  # noqa: PLC0415  # documents need the model

    if not isinstance(document, DOCUMENTS):
        known = ", ".join(sorted(kind.__name__ for kind in DOCUMENTS))
        raise CheckError("not-a-document", found=type(document).__name__, known=known)
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

    Args:
        rows: Pairs of a subject and its rows.
        on: The day whose rules and parameters hold.
        policy: The policy; the published one unless stated.
        engine: How rows are joined, as in `check`.
        document: What the report is about, where there is one.

    Raises:
        CheckError: The day is not a day.
        EngineError: There is no such engine.
        FactError: A value contradicts the declaration of its fact.
    """
    from ssoplan.rules.running import report_on_rows  # noqa: PLC0415  # see that module

    return report_on_rows(rows, policy, on, engine, document)


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
        FactError: An object is none of the subject, or a value contradicts the declaration of its fact.
    """
    from ssoplan.rules.running import report_on_objects  # noqa: PLC0415  # see that module

    return report_on_objects(objects, of, policy, on, engine, paths)
