"""What the rules say about the rows of a data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan._optional import require
from ssoplan.errors import Message
from ssoplan.rules.evaluation import State
from ssoplan.rules.readings.column_errors import ColumnsError
from ssoplan.rules.report import Receipt
from ssoplan.rules.rule import Rule

if TYPE_CHECKING:
    from ssoplan.errors import Language
    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.readings.columns import States

__all__ = ["LABELS", "FrameReport", "NotRun", "narwhals"]

_WHAT = Message(en="checking a data frame", th="การตรวจตารางข้อมูล")


@attrs.frozen
class NotRun:
    """A rule that could not be run on a frame, and why; it leaves every row not evaluated.

    Attributes:
        rule: The rule.
        error: Why: ``error.reason`` is ``absent`` for a missing column, else a limit of the columnar reading.
    """

    rule: Rule
    error: ColumnsError

    def text(self, lang: Language = "en") -> str:
        """Return why, in English or Thai."""
        return self.error.text(lang)


@attrs.frozen(eq=False, repr=False)
class FrameReport:
    """What the rules say about the rows of a data frame.

    The frames it gives are of the kind that was checked; those of a lazy frame are lazy, and nothing is computed
    before the caller collects them.

    Attributes:
        key: The columns that identify a row.
        not_run: The rules that could not be run, and why.
        receipt: What the report rests on.
    """

    key: tuple[str, ...]
    not_run: tuple[NotRun, ...]
    receipt: Receipt
    _frame: Any
    _states: tuple[tuple[Any, Any], ...]  # pairs of CheckedRule and States; None for a rule not run
    _collects: bool

    @property
    def findings(self) -> Any:
        """One row for each finding: the key, ``rule`` and ``severity``; by rule, then as the rows stand."""
        return self._given(
            self._concatenated([self._found(rule, states.finding) for rule, states in self._states if states])
        )

    @property
    def states(self) -> Any:
        """One row for each row of the frame: the key, and for each rule a column of its id with the state."""
        nw = narwhals()
        columns = [
            (states.column() if states else nw.lit(str(State.NOT_EVALUATED))).alias(rule.rule.id)
            for rule, states in self._states
        ]
        return self._given(self._frame.select(*self.key, *columns))

    @property
    def counts(self) -> Any:
        """One row for each rule: ``rule``, and how many rows are in each of the four states."""
        nw = narwhals()
        flags = {
            f"{place} {state}": _flag(where)
            for place, (_, states) in enumerate(self._states)
            for state, where in (_decided(states) if states else ())
        }
        # Flags first, then plain sums: the sum of an expression does not run on every back end.
        frame = self._frame.select(self.key[0], *(flag.alias(name) for name, flag in flags.items()))
        totals = frame.select(nw.len().cast(nw.Int64).alias("rows"), *(nw.col(name).sum() for name in flags))
        parts = [
            totals.select(*_counts(place, rule.rule.id, known=states is not None))
            for place, (rule, states) in enumerate(self._states)
        ]
        return self._given(nw.concat(parts) if parts else totals.select(*_counts(0, "", known=False)).head(0))

    def _found(self, rule: CheckedRule, where: Any) -> Any:
        nw = narwhals()
        frame = (
            self._frame.head(0)
            if where is False
            else self._frame
            if where is True
            else self._frame.filter(where)
        )
        labels = {"rule": rule.rule.id, "severity": str(rule.rule.severity)}
        return frame.select(
            *self.key, *(nw.lit(text, nw.String).alias(name) for name, text in labels.items())
        )

    def _concatenated(self, parts: list[Any]) -> Any:
        nw = narwhals()
        if parts:
            return nw.concat(parts)
        return self._frame.head(0).select(*self.key, *(nw.lit("").alias(name) for name in LABELS))

    def _given(self, frame: Any) -> Any:
        """Return a frame as the caller's library has it; computed if the caller's frame was."""
        if self._collects:
            frame = frame.collect()
        if frame.implementation.is_pandas():
            frame = narwhals().maybe_reset_index(frame)
        return frame.to_native()

    def __repr__(self) -> str:
        return (
            f"<FrameReport: {len(self._states) - len(self.not_run)} rules run, {len(self.not_run)} not run>"
        )


LABELS = ("rule", "severity")
"""The columns of findings beside the key."""


def narwhals() -> Any:
    """Return the library that speaks to all data frames, or say how to install it."""
    return require("narwhals", what=_WHAT, extra="frames")


def _decided(states: States) -> tuple[tuple[State, Any], ...]:
    return (
        (State.PASSED, states.passed),
        (State.FINDING, states.finding),
        (State.NOT_APPLICABLE, states.not_applicable),
    )


def _flag(where: Any) -> Any:
    nw = narwhals()
    if isinstance(where, bool):
        return nw.lit(int(where), nw.Int64)
    return nw.when(where).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64))


def _counts(place: int, rule: str, *, known: bool) -> list[Any]:
    nw = narwhals()
    decided = [state for state in State if state is not State.NOT_EVALUATED]
    sums = [(nw.col(f"{place} {state}").cast(nw.Int64) if known else nw.col("rows") * 0) for state in decided]
    left = nw.col("rows")
    for each in sums:
        left = left - each
    named = [each.alias(str(state)) for state, each in zip(decided, sums, strict=True)]
    return [nw.lit(rule).alias("rule"), *named, left.alias(str(State.NOT_EVALUATED))]
