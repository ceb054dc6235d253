"""Data frames in and out: whole columns checked at once, and findings as a frame."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import TYPE_CHECKING, Any

from ssoplan._optional import require
from ssoplan._version import library_version
from ssoplan.calendar.era import is_day
from ssoplan.errors import Message
from ssoplan.rules.checking import CheckError
from ssoplan.rules.dated import DatedParameters
from ssoplan.rules.frame_errors import FrameError
from ssoplan.rules.frame_results import LABELS, FrameReport, NotRun, narwhals
from ssoplan.rules.policy import Policy
from ssoplan.rules.report import ReadParameter, Receipt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.facts import Subject
    from ssoplan.rules.findings import Finding
    from ssoplan.rules.frame_columns import Given
    from ssoplan.rules.readings.column_errors import ColumnsError
    from ssoplan.rules.readings.columns import Column, States

__all__ = ["FrameReport", "NotRun", "RulesNotRunWarning", "check_frame", "findings_frame", "frame_report"]

_ROW = "row"


class RulesNotRunWarning(UserWarning):
    """Given by `check_frame` where some rules could not be run on the frame: no finding of theirs is no pass."""


def check_frame(
    frame: Any,
    *,
    of: str = "indicator",
    key: str | Sequence[str] | None = None,
    policy: Policy | None = None,
    on: dt.date | None = None,
    decimals: Mapping[str, int] | None = None,
) -> Any:
    """Return the findings about the rows of a data frame, as a frame of the same kind.

    It has one row for each finding: the columns of the key, ``rule`` (the id) and ``severity``. A rule that could
    not be run, because the frame lacks a column or the rule does not fit columns, is named in a
    `RulesNotRunWarning`; `frame_report` gives those rules, the states of all rows and their counts.

    Each column is named like a fact of the subject and holds it in stored form: whole numbers (money as satang, in
    ``<fact>`` or ``<fact>_satang``; a year as its BE number), Boolean, text, or dates; null is missing. Floats,
    unknown columns and values outside the declared bounds are refused.

    Args:
        frame: Any frame that narwhals knows: polars, pandas, PyArrow …; a lazy one is not collected.
        of: What the rows are.
        key: The columns that identify a row; default its number, in a column ``row``. A lazy frame needs it.
        policy: The policy; default `Policy.default`.
        on: The day whose rules and parameters apply; a frame has no year of its own, so it has to be given.
        decimals: For number facts without declared decimals, how many the integers of the column stand for:
            ``{"target": 2}`` if 6250 is 62.50.

    Raises:
        CheckError: There is no such subject, or no day.
        FrameError: The key is not usable, or a column is no fact or of the wrong type.
        FactError: A value is outside what its fact declares (in a lazy frame: its rules are not evaluated).
        MissingLibraryError: The extra ``frames`` is not installed.

    Examples:
        >>> import polars as pl
        >>> amounts = {"total_satang": [500, 500], "lines_total_satang": [500, 900]}
        >>> frame = pl.DataFrame({"id": ["a", "b"], "lines": [3, 3], **amounts})
        >>> check_frame(frame, of="budget", key="id", on=dt.date(2023, 9, 30)).rows()
        [('b', 'RATE-06', 'error')]
    """
    report = frame_report(frame, of=of, key=key, policy=policy, on=on, decimals=decimals)
    if report.not_run:
        reasons = "; ".join(each.text() for each in report.not_run)
        warnings.warn(reasons, RulesNotRunWarning, stacklevel=2)
    return report.findings


def frame_report(
    frame: Any,
    *,
    of: str = "indicator",
    key: str | Sequence[str] | None = None,
    policy: Policy | None = None,
    on: dt.date | None = None,
    decimals: Mapping[str, int] | None = None,
) -> FrameReport:
    """Return everything the rules say about a data frame: findings, states, counts, and the rules not run.

    Arguments as in `check_frame`.

    Raises:
        FrameError: As in `check_frame`.
    """
    nw = narwhals()
    from ssoplan.rules.frame_columns import given_columns, prepared  # noqa: PLC0415  # needs narwhals

    used = Policy.default() if policy is None else policy
    subject = _subject(used, of)
    parameters = DatedParameters(used.parameters, _day(on))
    try:
        table = nw.from_native(frame)
    except TypeError:
        raise FrameError("not-a-frame", found=type(frame).__name__) from None
    lazy = isinstance(table, nw.LazyFrame)
    names, table = _keyed(table, key, lazy=lazy)
    given = given_columns(subject, table.collect_schema(), names, decimals or {}, lazy=lazy)
    rules = [rule for rule in used.checks(on=on) if rule.subject.name == of]
    read = {name for rule in rules if not rule.joins for name in rule.facts}
    table, columns = prepared(subject, table, [each for name, each in given.items() if name in read])
    compiler = _Compiler(table, columns, given, parameters)
    compiled = [compiler.compiled(rule) for rule in rules]
    not_run = tuple(
        NotRun(rule.rule, found)
        for rule, found in zip(rules, compiled, strict=True)
        if isinstance(found, Exception)
    )
    states = tuple(
        (rule, None if isinstance(found, Exception) else found)
        for rule, found in zip(rules, compiled, strict=True)
    )
    # polars runs a lazy frame on all cores at once, so an eager one is made lazy in between.
    collects = not lazy and table.implementation.is_polars()
    return FrameReport(
        names,
        not_run,
        _receipt(used, rules, parameters),
        table.lazy() if collects else table,
        states,
        collects,
    )


def _subject(policy: Policy, of: str) -> Subject:
    if of not in policy.subjects:
        raise CheckError("subject", of=of, known=", ".join(sorted(policy.subjects)))
    return policy.subjects[of]


def _day(on: Any) -> dt.date:
    if on is None:
        raise CheckError("no-day", document="a data frame")
    if not is_day(on):
        raise CheckError("not-a-day", on=on)
    return on  # type: ignore[no-any-return]  # it is a day


def _keyed(table: Any, key: str | Sequence[str] | None, *, lazy: bool) -> tuple[tuple[str, ...], Any]:
    """Return the names of the key columns, and the frame with them."""
    from ssoplan.parameters.errors import suggestion  # noqa: PLC0415  # beside the error it completes

    columns = table.collect_schema().names()
    if key is None and lazy:
        raise FrameError("key-needed")
    names = (_ROW,) if key is None else (key,) if isinstance(key, str) else tuple(key)
    if not names:
        raise FrameError("key-needed")
    for name in names:
        if name in LABELS or (key is None and name in columns):
            raise FrameError("key-taken", key=name)
        if key is not None and name not in columns:
            raise FrameError("key-unknown", key=name, **suggestion(name, columns))
    return names, table if key is not None else table.with_row_index(_ROW)


class _Compiler:
    """Compiles rules for one frame; looks closer at its numbers only where their types prove too little."""

    def __init__(
        self,
        table: Any,
        columns: Mapping[str, Column],
        given: Mapping[str, Given],
        parameters: DatedParameters,
    ) -> None:
        self.table = table
        self.columns = columns
        self.given = given
        self.parameters = parameters

    def compiled(self, rule: CheckedRule) -> States | ColumnsError:
        """Return where the states of a rule hold, or why the rule cannot be run."""
        from ssoplan.rules.readings.column_errors import ColumnsError  # noqa: PLC0415  # beside its use
        from ssoplan.rules.readings.columnar import compile_rule  # noqa: PLC0415  # needs narwhals

        try:
            return compile_rule(rule, self.columns, self.parameters)
        except ColumnsError as error:
            if error.reason != "int64":
                return error
        try:
            return compile_rule(rule, self._narrower(rule), self.parameters)
        except ColumnsError as error:
            return error

    def _narrower(self, rule: CheckedRule) -> dict[str, Column]:
        """Return the columns of a rule with the bounds of their values, or of their facts where the frame is lazy."""
        from ssoplan.rules.frame_columns import bounded, measured  # noqa: PLC0415  # needs narwhals

        mine = {name: self.columns[name] for name in rule.facts}
        lazy = isinstance(self.table, narwhals().LazyFrame)
        return bounded(mine, self.given) if lazy else measured(self.table, mine)


def _receipt(policy: Policy, rules: Iterable[CheckedRule], parameters: DatedParameters) -> Receipt:
    read = []
    for id_ in sorted({id_ for rule in rules for id_ in rule.parameters}):
        entry = parameters.entry(id_)
        source = None if entry is None or entry.citation is None else str(entry.citation)
        read.append(
            ReadParameter(
                id=id_,
                value=None if entry is None else parameters[id_],
                start=None if entry is None else entry.start,
                source=source,
                what_if=entry is not None and entry.confidence == "what-if",
            )
        )
    return Receipt(
        library=library_version(),
        policy=policy.version,
        policy_hash=policy.digest,
        on=parameters.on or dt.date.min,
        reading="columns",
        parameters=tuple(read),
    )


def findings_frame(findings: Iterable[Finding]) -> Any:
    """Return a polars frame with one row for each finding; the same columns even when there is none.

    Raises:
        MissingLibraryError: polars is not installed.
    """
    pl = require("polars", what=Message(en="a frame of findings", th="ตารางผลการตรวจ"), extra="frames")
    columns: dict[str, list[str]] = {name: [] for name in _COLUMNS}
    for finding in findings:
        citation = finding.citation
        values = (
            finding.rule_id, str(finding.severity), finding.subject, finding.path, finding.label,
            finding.text("th"), finding.text("en"), "" if citation is None else str(citation),
        )  # fmt: skip
        for name, value in zip(_COLUMNS, values, strict=True):
            columns[name].append(value)
    return pl.DataFrame(columns, schema=dict.fromkeys(_COLUMNS, pl.String))


_COLUMNS = ("rule", "severity", "subject", "path", "label", "message_th", "message_en", "source")
