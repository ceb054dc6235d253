"""The worked examples of calculators: each is called as its rule says, and has to give what the rule says.

An argument is a plain value, or one of these forms, which are also the forms of the expected value::

    {param: network.minimum_members}        the parameter on the day of the example
    {baht: "35300.50"} {decimal: "2.5"} {fraction: "1/3"} {date: 2023-01-31}
    {month: [2566, 1]} {months: [[2555, 11], [2556, 4]]}
    {budget_year: 2566} {fund_year: 2566} {budget_quarter: [2566, 2]} {fund_quarter: [2566, 2]}
    {parameters: all} {policy: all}         the policy itself, for what looks things up

Any other mapping stands for itself as an argument; as an expected value it names attributes of the result. A
calculator that takes ``on`` and ``parameters`` reads the policy by itself: it is given both, and an argument that is a
parameter which it does not ask for is left out. Examples run when a policy's own tests run, never when it is loaded.
"""

from __future__ import annotations

import datetime as dt
import inspect
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message, SsoplanError
from ssoplan.rules.dated import DatedParameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ssoplan.errors import Language
    from ssoplan.rules.policy import Policy
    from ssoplan.rules.rule import Rule, WorkedExample  # noqa: TC004  # attrs does not evaluate annotations

__all__ = ["WorkedOutcome", "calls_of", "parameters_of", "worked_outcomes"]


_NUMBERS = (int, Decimal, Fraction)
_AS_STATED = Message(en="as stated", th="ตรงตามที่ระบุ")


@attrs.frozen(kw_only=True)
class WorkedOutcome:
    """What a worked example gave.

    Attributes:
        rule_id: The rule.
        number: Which of its examples, from 1.
        call: The full name of what was called.
        example: The example.
        found: What came out; None where it raised an error.
        problem: What is wrong, or None.
    """

    rule_id: str
    number: int
    call: str
    example: WorkedExample
    found: Any = None
    problem: Message | None = None

    @property
    def ok(self) -> bool:
        """Whether the calculator gives what the example says."""
        return self.problem is None

    def text(self, lang: Language = "en") -> str:
        """Return the outcome as one line."""
        said: str = getattr(_AS_STATED if self.problem is None else self.problem, lang)
        return f"{self.rule_id} ({self.number}) {self.call}: {said}"


def worked_outcomes(policy: Policy) -> Iterator[WorkedOutcome]:
    """Yield what each worked example of the calculators of a policy gives."""
    for rule in policy.rules:
        for number, example in enumerate(rule.worked_examples, start=1):
            yield _outcome(policy, rule, number, example)


def calls_of(rule: Rule, example: WorkedExample) -> list[str]:
    """Return the full names of the rule's calculators that an example may mean: one, if the rule is in order."""
    return [name for name in rule.covers if f".{name}".endswith(f".{example.call}")]


def parameters_of(example: WorkedExample) -> Iterator[str]:
    """Yield the ids of the parameters that an example names."""
    for value in (*(value for _, value in example.arguments), example.value):
        yield from _named(value)


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) == {"param"}:
            yield str(value["param"])
        for item in value.values():
            yield from _named(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _named(item)


def _outcome(policy: Policy, rule: Rule, number: int, example: WorkedExample) -> WorkedOutcome:
    call, found, problem = calls_of(rule, example)[0], None, None
    try:
        reader = _Reader(policy, example.on)
        found = _value_of(_resolve(call)(**reader.arguments(_resolve(call), example)))
        problem = _difference(found, reader.read(example.value), example)
    except Exception as error:  # noqa: BLE001  # whatever a calculator raises is the outcome of its example
        problem = _wrong_error(error, example)
    return WorkedOutcome(
        rule_id=rule.id, number=number, call=call, example=example, found=found, problem=problem
    )


def _wrong_error(error: Exception, example: WorkedExample) -> Message | None:
    if not isinstance(error, SsoplanError):
        text = f"{type(error).__name__}: {error}"
        return Message(en=f"raised {text}", th=f"เกิดข้อผิดพลาด {text}")
    if error.code == example.error:
        return None
    code = error.code
    return Message(en=f"raised {code}: {error.text('en')}", th=f"เกิดข้อผิดพลาด {code}: {error.text('th')}")


def _difference(found: Any, expected: Any, example: WorkedExample) -> Message | None:
    if example.error is not None:
        return Message(
            en=f"gives {found!r}, not the error {example.error}; correct the example or the calculator",
            th=f"ได้ {found!r} ไม่ใช่ข้อผิดพลาด {example.error} ให้แก้ตัวอย่างหรือการคำนวณ",
        )
    if _same(found, expected):
        return None
    return Message(
        en=f"gives {found!r}, not {expected!r}; correct the example or the calculator",
        th=f"ได้ {found!r} ไม่ใช่ {expected!r} ให้แก้ตัวอย่างหรือการคำนวณ",
    )


def _same(found: Any, expected: Any) -> bool:
    if isinstance(expected, dict):
        return all(_same(_part(found, name), value) for name, value in expected.items())
    if isinstance(expected, tuple):
        return (
            isinstance(found, tuple | list)
            and len(found) == len(expected)
            and all(map(_same, found, expected))
        )
    if isinstance(found, Enum) and isinstance(expected, str):
        return bool(found.value == expected)
    if isinstance(found, bool) or isinstance(expected, bool):
        return found is expected
    if isinstance(found, _NUMBERS) and isinstance(expected, _NUMBERS):
        return Fraction(found) == Fraction(
            expected
        )  # a decimal and a fraction never compare equal by themselves
    return bool(found == expected)


def _part(found: Any, name: str) -> Any:
    return found[name] if isinstance(found, dict) else getattr(found, name)


def _value_of(result: Any) -> Any:
    """Return the bare value of a calculation that shows its work; anything else as it is."""
    from ssoplan.calculators.calculation import Calculation  # noqa: PLC0415  # only where examples run

    return result.value if isinstance(result, Calculation) else result


def _resolve(name: str) -> Callable[..., Any]:
    """Return what a dotted name stands for: a function, a class or a method of one."""
    parts = name.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            found: Any = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found  # type: ignore[no-any-return]  # what covers names is called
    raise ModuleNotFoundError(name)


class _Reader:
    """Reads the plain values of one example, on its day."""

    def __init__(self, policy: Policy, on: dt.date | None) -> None:
        self.policy = policy
        self.on = on
        self.dated = DatedParameters(policy.parameters, on)

    def arguments(self, called: Callable[..., Any], example: WorkedExample) -> dict[str, Any]:
        """Return the arguments of a call, those of the policy included."""
        asked = inspect.signature(called).parameters
        own = {"on": self.on, "parameters": self.policy.parameters, "policy": self.policy}
        made = {name: value for name, value in own.items() if name in asked and value is not None}
        for name, plain in example.arguments:
            if name in asked or not (isinstance(plain, dict) and set(plain) == {"param"}):
                made[name] = self.read(plain)
        return made

    def read(self, plain: Any) -> Any:
        """Return the value that a plain value stands for."""
        if isinstance(plain, tuple):
            return tuple(map(self.read, plain))
        if not isinstance(plain, dict):
            return plain
        if len(plain) == 1:
            [(form, given)] = plain.items()
            if form == "param":
                return self._parameter(given)
            if form in _FORMS:
                return _FORMS[form](self.policy, given)
        return {name: self.read(value) for name, value in plain.items()}

    def _parameter(self, id_: str) -> Any:
        entry = self.dated.entry(id_)
        if entry is None:
            return self.policy.parameters.value(
                id_, on=self.on or dt.date.min
            )  # raises with the windows known
        return entry.value


def _baht(_policy: Policy, given: Any) -> Any:
    from ssoplan.money import Baht  # noqa: PLC0415  # only where examples run

    return Baht(Decimal(str(given)))


def _month(given: Any) -> Any:
    from ssoplan.calendar import Month  # noqa: PLC0415  # only where examples run

    return Month(*given)


def _months(_policy: Policy, given: Any) -> Any:
    first, last = map(_month, given)
    return tuple(type(first).range(first, last))


def _year(name: str) -> Callable[..., Any]:
    def read(_policy: Policy, given: Any) -> Any:
        return getattr(import_module("ssoplan.calendar"), name)(given)

    return read


def _quarter(name: str) -> Callable[..., Any]:
    def read(policy: Policy, given: Any) -> Any:
        year, number = given
        return import_module("ssoplan.calendar").Quarter(_year(name)(policy, year), number)

    return read


_FORMS: Mapping[str, Callable[[Any, Any], Any]] = {
    "baht": _baht,
    "decimal": lambda _policy, given: Decimal(str(given)),
    "fraction": lambda _policy, given: Fraction(str(given)),
    "date": lambda _policy, given: dt.date.fromisoformat(str(given)),
    "month": lambda _policy, given: _month(given),
    "months": _months,
    "budget_year": _year("BudgetYear"),
    "fund_year": _year("FundYear"),
    "budget_quarter": _quarter("BudgetYear"),
    "fund_quarter": _quarter("FundYear"),
    "parameters": lambda policy, _given: policy.parameters,
    "policy": lambda policy, _given: policy,
}
