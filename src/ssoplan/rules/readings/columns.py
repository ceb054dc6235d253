"""What the columnar reading works on, and what it gives: facts as columns, and where each state holds."""

from __future__ import annotations

from typing import Any

import attrs
import narwhals as nw

from ssoplan.rules.evaluation import State
from ssoplan.rules.readings.logic import any_of, none_of
from ssoplan.rules.readings.whole import HIGH, LOW

__all__ = ["Column", "States"]


@attrs.frozen(eq=False)
class Column:
    """A fact as a column.

    Attributes:
        value: Its values: int64 times ``scale``, String, Boolean or a date; null or anything where not known.
        known: Where it has a value: an expression, or True for everywhere.
        low: The least value of an int column, as it stands there.
        high: The greatest.
        scale: By what the value of the fact is multiplied to stand in the column.
        moments: Whether days stand as moments at midnight (pandas has no other dates).
        inside: Where the value fits the declaration of the fact: an expression (null where not known), or True for
            everywhere.
    """

    value: Any
    known: Any = True
    low: int = LOW
    high: int = HIGH
    scale: int = 1
    moments: bool = False
    inside: Any = True

    @property
    def fits(self) -> Any:
        """Where nothing stands, or something that fits the declaration."""
        return self.inside if self.inside is True else any_of(none_of(self.known), self.inside)

    @property
    def given(self) -> Any:
        """Where something stands that fits the declaration."""
        return self.known if self.inside is True else self.inside


@attrs.frozen(eq=False)
class States:
    """Where each state of a rule holds: each an expression, or a bool for every row alike.

    Attributes:
        finding: What must hold does not.
        passed: It does.
        not_applicable: The rule does not apply.
    """

    finding: Any
    passed: Any
    not_applicable: Any

    def column(self) -> Any:
        """Return the state of every row as one column of text."""
        text = nw.lit(str(State.NOT_EVALUATED))
        for where, state in (
            (self.not_applicable, State.NOT_APPLICABLE),
            (self.passed, State.PASSED),
            (self.finding, State.FINDING),
        ):
            if where is True:
                text = nw.lit(str(state))
            elif where is not False:
                text = nw.when(where).then(nw.lit(str(state))).otherwise(text)
        return text
