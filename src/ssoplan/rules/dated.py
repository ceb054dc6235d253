"""The parameters of a policy on one day, as conditions and derived facts read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.parameters import Parameters, ParameterValue, ParameterWindowError
from ssoplan.rules.expression.nodes import exact
from ssoplan.rules.expression.types import BAHT, DATE, TEXT, Type
from ssoplan.rules.facts import NOT_IN_FORCE, FactError

if TYPE_CHECKING:
    from ssoplan.parameters import Parameter
    from ssoplan.rules.facts import Fact

__all__ = ["DatedParameters", "type_of_parameter"]

_ANY_DAY = dt.date(2000, 1, 1)


@attrs.frozen(eq=False)
class DatedParameters(Mapping[str, Any]):
    """A mapping from parameter id to exact value on one day: int, Fraction, str, date, a tuple, or `NOT_IN_FORCE`.

    Attributes:
        parameters: All parameters.
        on: The day; None for the last known value of each (the day of an example that names none).
    """

    parameters: Parameters
    on: dt.date | None
    _entries: dict[str, ParameterValue | None] = attrs.field(factory=dict, repr=False)

    def entry(self, id_: str) -> ParameterValue | None:
        """Return the value in force with its window and source, or None."""
        if id_ not in self._entries:
            self._entries[id_] = self._look_up(id_)
        return self._entries[id_]

    def _look_up(self, id_: str) -> ParameterValue | None:
        if self.on is None:
            values = self.parameters[id_].values
            if id_ not in self.parameters.overrides:
                return values[-1] if values else None
            return self.parameters.lookup(id_, on=_ANY_DAY)  # an override holds on every day
        try:
            return self.parameters.lookup(id_, on=self.on)
        except ParameterWindowError:
            return None

    def __getitem__(self, id_: str) -> Any:
        entry = self.entry(id_)
        return NOT_IN_FORCE if entry is None else exact_value(entry.value)

    def __iter__(self) -> Iterator[str]:
        return (parameter.id for parameter in self.parameters)

    def __len__(self) -> int:
        return len(self.parameters)

    def type_of(self, id_: str) -> Type:
        """Return the type that a condition sees."""
        return type_of_parameter(self.parameters[id_])

    def view(self, fact: Fact) -> Mapping[str, Any] | None:
        """Return the parameters that a derived fact declared to read, as published; None if one is not in force."""
        entries = {id_: self.entry(id_) for id_ in fact.reads}
        if None in entries.values():
            return None
        return _View(fact.name, {id_: entry.value for id_, entry in entries.items() if entry is not None})


class _View(dict[str, Any]):
    """The declared parameters only: asking for another one would leave it out of the receipt."""

    def __init__(self, fact: str, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.fact = fact

    def __missing__(self, id_: str) -> Any:
        raise FactError("not-read", fact=self.fact, parameter=id_)


def exact_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return exact(Fraction(value))
    if isinstance(value, Mapping):
        return tuple(exact_value(item) for item in value.values())
    return tuple(exact_value(item) for item in value) if isinstance(value, tuple) else value


def type_of_parameter(parameter: Parameter) -> Type:
    """Return the type that a condition sees: a list or table is a list of its values."""
    if parameter.type in ("list", "table"):
        return _type_of_items(parameter)
    if parameter.type == "date":
        return DATE
    if parameter.type == "text":
        return attrs.evolve(TEXT, titles=parameter.words)
    kind: Any = "int" if parameter.type == "int" else "number"
    return Type(kind=kind, unit=parameter.unit, decimals=2 if parameter.unit == BAHT else None)


def _type_of_items(parameter: Parameter) -> Type:
    values = [exact_value(value.value) for value in (*parameter.values, *parameter.drafts)]
    sample = next((item for listed in values for item in listed), "")
    if isinstance(sample, str):
        return attrs.evolve(TEXT, titles=parameter.words).listed()
    if not isinstance(sample, int | Fraction):
        return DATE.listed()
    whole = all(isinstance(item, int) for listed in values for item in listed)
    kind: Any = "int" if whole else "number"
    return Type(kind=kind, unit=parameter.unit, many=True)
