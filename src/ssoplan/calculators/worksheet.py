"""The sheet on which a calculator writes its working, and the wrapper that makes a `Calculation` of it."""

from __future__ import annotations

import inspect
from contextlib import suppress
from functools import update_wrapper
from importlib import import_module
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, cast, get_args

from ssoplan.calculators.calculation import Calculation, Rounded, Step, kept, version_key
from ssoplan.calculators.checks import check_choice, check_kind, whole
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.quantity import Quantity
from ssoplan.money import Baht
from ssoplan.numerals.exact import Ratio, round_ratio
from ssoplan.parameters import Parameters, ParameterWindowError
from ssoplan.parameters.store import Outside

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from ssoplan.errors import Message
    from ssoplan.money import Rounding
    from ssoplan.parameters import ParameterValue

__all__ = ["Calculator", "Figures", "Worksheet", "calculator", "run_again"]

P = ParamSpec("P")
T = TypeVar("T")
V = TypeVar("V")

_PACKAGE = "ssoplan.calculators"
_POLICY = "parameters"


class Calculator(Protocol[P, T]):
    """A function that shows its work; ``plain`` is the same function without it."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Calculation[T]:
        """Return the value with its working."""

    def plain(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the bare value; nothing is recorded."""


class Worksheet:
    """What a calculator writes while it works; made by `calculator`, one for each call.

    Attributes:
        remainder: What was not given out; a calculator sets it.
    """

    def __init__(self) -> None:
        self.remainder: Any = None
        self.steps: list[Step] = []
        self.notes: list[Step] = []
        self.roundings: list[Rounded] = []
        self.later: list[Callable[[], Rounded | None]] = []
        self.figures_read: list[Figures] = []

    def step(self, message: Message, /, result: V, **values: Any) -> V:
        """Write a line of working, with ``result`` among its values, and return the result."""
        self.steps.append(Step(message, (*values.items(), ("result", result))))
        return result

    def note(self, message: Message, /, **values: Any) -> None:
        """Write what a reader has to know.

        Args:
            message: The remark, with a ``{name}`` place for each value.
            **values: The values by name, exact.
        """
        self.notes.append(Step(message, tuple(values.items())))

    def rounded(
        self,
        what: Message,
        exact: int | Decimal | Fraction,
        *,
        rounding: Rounding,
        unit: int = 1,
        counted: str | None = None,
    ) -> int:
        """Return a number rounded to a multiple of a whole number, and write the rounding down if it changed anything.

        Args:
            what: What is rounded, in words.
            exact: The number before.
            rounding: Which way.
            unit: The number whose multiples count.
            counted: The word of what is counted, such as ``คน``.
        """
        top, bottom = exact.as_integer_ratio()
        value = round_ratio(Ratio(top, bottom * unit), rounding=rounding) * unit
        if value != exact:
            shown = unit if counted is None else Quantity(unit, counted)
            self.roundings.append(Rounded(what, exact, value, rounding, shown))
        return value

    def rounded_many(self, found: Callable[[], Rounded | None]) -> None:
        """Write down the roundings of many numbers as one record; nobody looks for them where nothing is recorded."""
        rounded = found()
        if rounded is not None:
            self.roundings.append(rounded)

    def rounded_later(self, found: Callable[[], Rounded | None]) -> None:
        """Write down how the roundings of many numbers, which nobody changes any more, are found if one asks."""
        self.later.append(found)

    def rounded_baht(self, what: Message, exact: Baht | Fraction, *, rounding: Rounding, unit: Baht) -> Baht:
        """Return an amount (a Fraction is baht) rounded to a multiple of ``unit``, and write it down if it changed."""
        value = Baht.rounded(exact, rounding=rounding, unit=unit)
        before = exact.baht if isinstance(exact, Baht) else exact
        if value.baht != before:
            self.roundings.append(Rounded(what, exact, value, rounding, unit))
        return value

    def figures(
        self,
        parameters: Parameters | None,
        *,
        on: dt.date,
        outside: Outside = "refuse",
        applied: bool = True,
    ) -> Figures:
        """Return the figures of policy on a day. What is read is recorded.

        Args:
            parameters: The policy; None is the published one.
            on: The day.
            outside: What to do where no value is known for the day, as in `Parameters.lookup`.
            applied: Whether the figures are applied; False for those that a note names only.

        Raises:
            CalculatorTypeError: ``parameters`` are no `Parameters`.
            CalculatorError: There is no such way of going ``outside``.
        """
        if parameters is not None:
            check_kind(parameters, Parameters, name="parameters")
        check_choice(outside, get_args(Outside), "outside")
        figures = Figures(
            parameters if parameters is not None else Parameters.default(), on, outside, applied=applied
        )
        self.figures_read.append(figures)
        return figures


class _Blank(Worksheet):
    """A sheet on which nothing stays: for those who want the bare value a million times."""

    def step(self, _message: Message, /, result: V, **_values: Any) -> V:
        return result

    def note(self, _message: Message, /, **_values: Any) -> None:
        return

    def rounded_many(self, _found: Callable[[], Rounded | None]) -> None:
        return


class Figures:
    """The figures of policy on one day, each remembered when it is read."""

    def __init__(self, store: Parameters, on: dt.date, outside: Outside, *, applied: bool = True) -> None:
        self.store = store
        self.applied = applied
        self.on = on
        self.outside = outside
        self.read: dict[str, ParameterValue] = {}
        self.unknown: set[str] = set()

    def __getitem__(self, id: str) -> Any:  # noqa: A002 - the domain calls it id
        """Return the value of a parameter, of the type it declares.

        Raises:
            UnknownParameterError: There is no such parameter.
            ParameterWindowError: No value is known for the day.
        """
        value = self.store.lookup(id, on=self.on, outside=self.outside)
        self.read[id] = value
        return value.value

    def known(self, id: str) -> Any:  # noqa: A002 - the domain calls it id
        """Return the value of a parameter, or None where none is known for the day."""
        with suppress(ParameterWindowError):
            return self[id]
        self.unknown.add(id)
        return None

    def count(self, id: str) -> int:  # noqa: A002 - the domain calls it id
        """Return a whole number."""
        return int(self[id])

    def under(self, prefix: str) -> dict[str, Any]:
        """Return the values whose ids begin with ``prefix`` and a dot, by the rest of the id.

        Raises:
            UnknownParameterError: No id begins so.
            ParameterWindowError: One of them has no value for the day.
        """
        found = self.store.under(prefix, on=self.on, outside=self.outside)
        self.read.update((value.id, value) for value in found.values())
        return {rest: value.value for rest, value in found.items()}

    def title(self, id: str) -> Message:  # noqa: A002 - the domain calls it id
        """Return the name of a parameter."""
        return self.store[id].title

    def money(self, id: str) -> Baht:  # noqa: A002 - the domain calls it id
        """Return an amount of money."""
        return Baht(self[id])


def calculator(function: Callable[Concatenate[Worksheet, P], T]) -> Calculator[P, T]:
    """Return a function that returns a `Calculation` instead of a bare value.

    The first parameter of ``function`` is the `Worksheet`. An argument named ``parameters`` is the policy; it is
    recorded as far as it was read, the other arguments as they are.
    """
    signature = _as_called(function)
    # "patterns.classify" for ssoplan.calculators.patterns.classify
    name = f"{function.__module__}.{function.__qualname__}".removeprefix(f"{_PACKAGE}.")

    def calculate(*args: P.args, **kwargs: P.kwargs) -> Calculation[T]:
        sheet = Worksheet()
        bound = signature.bind(*map(whole, args), **_whole_each(kwargs))
        value = function(sheet, *bound.args, **bound.kwargs)
        inputs = tuple((each, kept(given)) for each, given in bound.arguments.items() if each != _POLICY)
        return Calculation(
            calculator=name,
            value=value,
            steps=tuple(sheet.steps),
            roundings=(*sheet.roundings, *sheet.later),
            remainder=sheet.remainder,
            notes=tuple(sheet.notes),
            policy=_policy_read(sheet.figures_read),
            not_applied=_not_applied(sheet.figures_read),
            inputs=inputs,
        )

    def plain(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(_Blank(), *map(whole, args), **_whole_each(kwargs))

    update_wrapper(calculate, function)
    del calculate.__wrapped__  # type: ignore[attr-defined]  # its signature has the sheet, which callers do not give
    calculate.__annotations__ = {each.name: each.annotation for each in signature.parameters.values()} | {
        "return": signature.return_annotation
    }
    calculate.__signature__ = signature  # type: ignore[attr-defined]  # read by inspect and by the documentation
    calculate.plain = plain  # type: ignore[attr-defined]  # declared by Calculator
    return cast("Calculator[P, T]", calculate)


def _whole_each(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: whole(value) for name, value in given.items()}


def run_again(made: Calculation[T]) -> Calculation[T]:
    """Return a calculation made again from its inputs and recorded parameters.

    Raises:
        CalculatorError: There is no such calculator.
    """
    function = _named(made.calculator)
    inputs = dict(made.inputs)
    if _POLICY in inspect.signature(function).parameters:
        inputs[_POLICY] = made.policy
    positional = [
        inputs.pop(name)
        for name, each in inspect.signature(function).parameters.items()
        if each.kind is inspect.Parameter.POSITIONAL_ONLY and name in inputs
    ]
    again: Calculation[T] = function(*positional, **inputs)
    return again


def _named(name: str) -> Callable[..., Any]:
    module, _, function = name.rpartition(".")
    with suppress(ImportError):
        found = getattr(import_module(f"{_PACKAGE}.{module}"), function, None)
        if hasattr(found, "plain"):
            return cast("Callable[..., Any]", found)
    raise CalculatorError("unknown-calculator", name=name)


def _as_called(function: Callable[..., Any]) -> inspect.Signature:
    """Return the signature that callers see: without the sheet, and with the calculation that they get."""
    signature = inspect.signature(function)
    _, *rest = signature.parameters.values()
    inner = signature.return_annotation
    made = f"{Calculation.__name__}[{inner}]" if isinstance(inner, str) else Calculation[inner]  # type: ignore[valid-type]  # made as it runs
    return signature.replace(parameters=rest, return_annotation=made)


def _not_applied(read: Sequence[Figures]) -> tuple[str, ...]:
    """Return the keys of the values that were looked up to be named only."""
    applied = {version_key(value) for each in read if each.applied for value in each.read.values()}
    named = {version_key(value) for each in read if not each.applied for value in each.read.values()}
    return tuple(sorted(named - applied))


def _policy_read(read: Sequence[Figures]) -> Parameters:
    if not read:
        return Parameters.of(())
    used = [value for figures in read for value in figures.read.values()]
    unknown = {name for figures in read for name in figures.unknown}
    return read[0].store.holding(used, unknown=sorted(unknown))
