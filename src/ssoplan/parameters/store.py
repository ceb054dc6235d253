"""The set of all parameters: look up by date, override for a what-if, digest, plain form."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ssoplan.calendar.era import FIRST_BE_LOOK
from ssoplan.money import Baht
from ssoplan.parameters.errors import (
    OutsideWindowWarning,
    ParameterValueError,
    ParameterWindowError,
    UnknownParameterError,
    suggestion,
)
from ssoplan.parameters.parameter import Parameter, ParameterValue, Value, value_fits
from ssoplan.parameters.plain import (
    digest_of,
    parameter_from_plain,
    parameter_to_plain,
    value_from_plain,
    value_to_plain,
)
from ssoplan.parameters.sources import Source, SourceRegistry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


__all__ = ["Outside", "Parameters"]

Outside = Literal["refuse", "warn", "last"]
_ERA_GAP = 543


@attrs.frozen(repr=False, eq=False)
class Parameters:
    """The parameters of a policy: immutable, and cheap to vary.

    Two sets are equal if they hold the same parameters, sources and overrides.

    Examples:
        >>> parameters = Parameters.default()
        >>> parameters.value("network_compensation.rate", on=dt.date(2021, 3, 1))
        13
        >>> what_if = parameters.override({"network_compensation.rate": 15})
        >>> what_if.value("network_compensation.rate", on=dt.date(2021, 3, 1))
        15
    """

    _by_id: dict[str, Parameter]
    sources: SourceRegistry = attrs.field(factory=SourceRegistry)
    _overrides: dict[str, Value] = attrs.field(factory=dict)
    # Shared between a base and its overlays, so that the base is digested once for all of them.
    _digests: dict[str, str] = attrs.field(factory=dict)

    @classmethod
    def of(cls, parameters: Iterable[Parameter], sources: SourceRegistry | None = None) -> Parameters:
        """Return the set of given parameters; of two with the same id the later one holds.

        Args:
            parameters: The parameters.
            sources: The register of the documents that they cite; none unless stated.
        """
        ordered = sorted(parameters, key=lambda parameter: parameter.id)
        return cls({parameter.id: parameter for parameter in ordered}, sources or SourceRegistry())

    @classmethod
    def default(cls) -> Parameters:
        """Return the parameters of the published SSO documents that this package carries."""
        from ssoplan.parameters.reading import default_parameters  # noqa: PLC0415 - reads files only when asked

        return default_parameters()

    @classmethod
    def load(cls, path: str | Path, *, sources: SourceRegistry | None = None) -> Parameters:
        """Read a directory of YAML files: one family a file, and ``sources.yaml`` for what they cite.

        Args:
            path: The directory.
            sources: Sources that are registered already and may be cited as well.

        Raises:
            ParameterDataError: With every problem of every file.
        """
        from ssoplan.parameters.reading import load_parameters  # noqa: PLC0415 - YAML only when asked

        return load_parameters(path, sources=sources)

    def lookup(self, id: str, *, on: dt.date, outside: Outside = "refuse") -> ParameterValue:  # noqa: A002 - domain word
        """Return the value in force on a day, with its window and its source.

        Args:
            id: The parameter.
            on: The day; for contributions any day of the wage month.
            outside: What to do on a day for which no value is known: ``refuse``, ``warn`` and use the last value
                before that day, or use the ``last`` silently. No value is ever carried back.

        Raises:
            UnknownParameterError: There is no such parameter.
            ParameterWindowError: No value is known for the day.
        """
        parameter = self[id]
        if id in self._overrides:
            return self._what_if(parameter)
        value = parameter.on(_checked(on, id))
        return value if value is not None else self._outside(parameter, on, outside)

    def value(self, id: str, *, on: dt.date, outside: Outside = "refuse") -> Any:  # noqa: A002 - domain word
        """Return the bare value in force on a day: `lookup` without window and source.

        Its type is the one that the parameter declares (``parameters[id].type``).
        """
        return self.lookup(id, on=on, outside=outside).value

    def under(self, prefix: str, *, on: dt.date, outside: Outside = "refuse") -> dict[str, ParameterValue]:
        """Return the vector of values whose ids begin with ``prefix`` and a dot, keyed by the rest of the id.

        Raises:
            UnknownParameterError: No id begins so.
            ParameterWindowError: One of them has no value for the day.
        """
        start = f"{prefix}."
        found = {name.removeprefix(start): name for name in self._by_id if name.startswith(start)}
        if not found:
            raise UnknownParameterError("unknown", id=f"{start}…", **suggestion(prefix, self._by_id))
        return {rest: self.lookup(name, on=on, outside=outside) for rest, name in found.items()}

    def override(self, values: Mapping[str, Value]) -> Parameters:
        """Return the same parameters with some values replaced on every day: a what-if. The base is shared.

        Raises:
            UnknownParameterError: There is no such parameter.
            ParameterValueError: A value is not of the type of its parameter.
        """
        untyped: Any = values  # callers without a type checker
        if not isinstance(untyped, Mapping) or not all(isinstance(name, str) for name in untyped):
            raise ParameterValueError("not-a-mapping", value=values)
        given = {name: value.baht if isinstance(value, Baht) else value for name, value in untyped.items()}
        for name, value in given.items():
            _check_type(self[name], value)
        return attrs.evolve(self, overrides={**self._overrides, **given})

    def merged(self, other: Parameters) -> Parameters:
        """Return both sets together; of one id, the parameter of ``other`` holds."""
        return Parameters.of([*self, *other], self.sources.extended(other.sources)).override(
            {**self._overrides, **other.overrides}
        )

    def holding(self, used: Iterable[ParameterValue], *, unknown: Iterable[str] = ()) -> Parameters:
        """Return these parameters cut down to values that were looked up, with the sources that they cite.

        What a calculation read is kept so: looked up again, it gives the same values.

        Args:
            used: The values.
            unknown: The ids for which no value was known on the day: kept without one.
        """
        by_id: dict[str, dict[dt.date | None, ParameterValue]] = {name: {} for name in unknown}
        for value in used:
            by_id.setdefault(value.id, {})[value.start] = attrs.evolve(value, carried=False)
        held = [
            attrs.evolve(
                self[name], drafts=(), values=() if name in self._overrides else tuple(values.values())
            )
            for name, values in by_id.items()
        ]
        cited = {
            citation.source
            for parameter in held
            for value in parameter.values
            for citation in value.citations
        }
        sources = SourceRegistry.of(source for source in self.sources if source.id in cited)
        overrides = {name: value for name, value in self._overrides.items() if name in by_id}
        return attrs.evolve(Parameters.of(held, sources), overrides=overrides)

    def values_held(self) -> Iterator[ParameterValue]:
        """Yield each value of each parameter; of an overridden one, the value that replaces them all."""
        for parameter in self:
            yield from (self._what_if(parameter),) if parameter.id in self._overrides else parameter.values

    @property
    def overrides(self) -> dict[str, Value]:
        """What was overridden, by id (a copy)."""
        return dict(self._overrides)

    @property
    def digest(self) -> str:
        """The SHA-256 of the whole content, overrides included; equal content has an equal digest."""
        if "base" not in self._digests:
            self._digests["base"] = digest_of(self._base_plain())
        if not self._overrides:
            return self._digests["base"]
        changed = {name: value_to_plain(value) for name, value in self._overrides.items()}
        return digest_of([self._digests["base"], changed])

    def to_plain(self) -> dict[str, Any]:
        """Return everything as plain JSON data: what the wheel carries."""
        plain = self._base_plain()
        if self._overrides:
            plain["overrides"] = {name: value_to_plain(value) for name, value in self._overrides.items()}
        return plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Parameters:
        """Return the parameters that `to_plain` wrote."""
        sources = SourceRegistry.of(Source.from_plain(source) for source in plain["sources"])
        by_id = {entry["id"]: parameter_from_plain(entry) for entry in plain["parameters"]}
        overrides = {name: value_from_plain(value) for name, value in plain.get("overrides", {}).items()}
        return cls(by_id, sources, overrides)

    def __getitem__(self, id: str) -> Parameter:  # noqa: A002 - domain word
        try:
            return self._by_id[id]
        except KeyError:
            raise UnknownParameterError("unknown", id=id, **suggestion(id, self._by_id)) from None

    def __contains__(self, id: object) -> bool:  # noqa: A002 - domain word
        return id in self._by_id

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, Parameters) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        changed = f", {len(self._overrides)} overridden" if self._overrides else ""
        return f"<Parameters: {len(self)}{changed}, {len(self.sources)} sources>"

    def _base_plain(self) -> dict[str, Any]:
        return {
            "sources": [source.to_plain() for source in self.sources],
            "parameters": [parameter_to_plain(parameter) for parameter in self],
        }

    def _what_if(self, parameter: Parameter) -> ParameterValue:
        value = self._overrides[parameter.id]
        return ParameterValue(
            id=parameter.id, value=value, unit=parameter.unit, start=None, end=None, confidence="what-if"
        )

    def _outside(self, parameter: Parameter, on: dt.date, outside: Outside) -> ParameterValue:
        where = {
            "id": parameter.id,
            "on": on,
            "windows": parameter.windows(),
            "windows_th": parameter.windows("th"),
        }
        if not parameter.values:
            raise ParameterWindowError("draft-only", **where)
        last = parameter.last_before(on)
        if last is None:
            raise ParameterWindowError("before-first", **where)
        if outside == "refuse":
            raise ParameterWindowError("outside", **where)
        if outside == "warn":
            text = f"{parameter.id} has no value for {on}; using the one of {last.window()}"
            warnings.warn(text, OutsideWindowWarning, stacklevel=3)
        return attrs.evolve(last, carried=True)


def _checked(on: object, id: str) -> dt.date:  # noqa: A002 - domain word
    if not isinstance(on, dt.date) or isinstance(on, dt.datetime):
        raise ParameterWindowError("not-a-date", id=id, on=on)
    if on.year >= FIRST_BE_LOOK:
        raise ParameterWindowError("be-year", id=id, on=on, year=on.year, ce=on.year - _ERA_GAP)
    return on


def _check_type(parameter: Parameter, value: object) -> None:
    if value_fits(value, parameter.type):
        return
    exact = isinstance(value, float)
    raise ParameterValueError(
        "type",
        id=parameter.id,
        expected=f"{parameter.type} ({parameter.unit})",
        value=value,
        advice=f"write it exactly, as Decimal({str(value)!r})" if exact else "give a value of that type",
        advice_th=f"ให้เขียนค่าแน่นอน เช่น Decimal({str(value)!r})" if exact else "ให้ระบุค่าชนิดนั้น",
    )
