"""The result of a calculator: the value, and how it came about.

A calculator is an ordinary function that writes its working on a `Worksheet` and is wrapped by `calculator`::

    @calculator
    def network_compensation(sheet: Worksheet, persons: int, *, on: dt.date, parameters: Parameters | None = None) -> Baht:
        \"\"\"Return what a network is paid for newly insured persons (RATE-01).\"\"\"
        figures = sheet.figures(parameters, on=on)
        rate = figures.money("network_compensation.rate")
        return sheet.step(Message(en="{rate} × {persons} persons = {result}", th="{rate} × {persons} คน = {result}"),
                          rate=rate, persons=persons, result=rate * persons)

Called, it returns a `Calculation`; ``network_compensation.plain(…)`` returns the bare value, without a worksheet.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from ssoplan._version import library_version
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.quantity import BAHT, Quantity
from ssoplan.calculators.rounding_words import rounded_to
from ssoplan.calculators.showing import show
from ssoplan.calculators.titles import title_of
from ssoplan.calculators.values import from_plain, to_plain
from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.parameters import Parameters
from ssoplan.parameters.plain import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ssoplan.errors import Language
    from ssoplan.parameters import ParameterValue

__all__ = ["Calculation", "Rounded", "Step", "kept", "version_key"]

T = TypeVar("T")
Named = tuple[tuple[str, Any], ...]


@attrs.frozen
class Step:
    """One line of working, or a remark, with the numbers in it.

    Attributes:
        message: The line in both languages, with a ``{name}`` place for each value.
        values: The values by name, exact.
    """

    message: Message
    values: tuple[tuple[str, Any], ...] = ()

    def text(self, lang: Language = "en") -> str:
        """Return the line in a language."""
        return self.message.text(lang, **{name: show(value, lang) for name, value in self.values})


@attrs.frozen
class Rounded:
    """One rounding that took place.

    Attributes:
        what: What was rounded.
        exact: The value before.
        value: The value after.
        rule: ``half_up``, ``half_even``, ``up`` or ``down``; for an allocation its method.
        unit: What the result is a multiple of: an amount, a number, or a `Quantity` that says of what.
    """

    what: Message
    exact: Any
    value: Any
    rule: str
    unit: Any

    def text(self, lang: Language = "en") -> str:
        """Return the rounding in words."""
        return _ROUNDED.text(
            lang,
            what=self.what.text(lang),
            exact=self._shown(self.exact, lang),
            value=self._shown(self.value, lang),
            rule=rounded_to(self.rule, self.unit).text(lang),
        )

    def _shown(self, number: Any, lang: Language) -> str:
        """Return a number with what is counted, as the unit says it."""
        if isinstance(number, Baht | Quantity):
            return show(number, lang)
        if isinstance(self.unit, Baht):
            return Quantity(number, BAHT).text(lang)
        return (
            Quantity(number, self.unit.unit).text(lang)
            if isinstance(self.unit, Quantity)
            else show(number, lang)
        )


class _Roundings:
    """Roundings, those of many members looked for when somebody asks for them: few do, and it is slow."""

    __slots__ = ("_found",)

    def __init__(self, found: Iterable[Rounded | Callable[[], Rounded | None]]) -> None:
        self._found = tuple(found)

    def now(self) -> tuple[Rounded, ...]:
        """Return the roundings."""
        made = (each if isinstance(each, Rounded) else each() for each in self._found)
        known = tuple(each for each in made if each is not None)
        self._found = known
        return known

    def __eq__(self, other: object) -> bool:
        return self.now() == other.now() if isinstance(other, _Roundings) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.now())

    def __reduce__(self) -> tuple[Any, ...]:
        return _Roundings, (self.now(),)


@attrs.frozen(kw_only=True, repr=False, hash=False)
class Calculation(Generic[T]):
    """What a calculator returns: a plain value that shows how it came about and can be computed again.

    Attributes:
        calculator: The name of the calculator, such as ``instalments.stock_levels``.
        value: The plain result: int, ``Baht``, ``Fraction``, list, dict, or an object of the domain.
        steps: The working, in the words of the documents.
        remainder: What was not given out or does not fit, in the unit of the value; None where nothing can be left.
        notes: What a reader has to know: ties and how they were settled, rules in conflict, open questions.
        policy: The parameters that were read, with the values used only.
        not_applied: The values among them that a note names and that were not applied, as ``id@start``.
    """

    calculator: str
    value: T
    steps: tuple[Step, ...] = ()
    _roundings: _Roundings = attrs.field(default=(), converter=_Roundings)  # type: ignore[assignment]  # converted
    remainder: Any = None
    notes: tuple[Step, ...] = ()
    policy: Parameters = attrs.field(factory=lambda: Parameters.of(()))
    not_applied: tuple[str, ...] = ()
    _inputs: tuple[tuple[str, Any], ...] = ()

    @property
    def title(self) -> Message:
        """What the calculator is called on paper."""
        return title_of(self.calculator)

    @property
    def roundings(self) -> tuple[Rounded, ...]:
        """Each rounding that took place; those of many numbers as one `RoundedMany`."""
        return self._roundings.now()

    @property
    def inputs(self) -> dict[str, Any]:
        """What the calculator was called with, by name of argument."""
        return dict(self._inputs)

    @property
    def parameters(self) -> tuple[ParameterValue, ...]:
        """The values of policy that were applied, each with its window and sources."""
        return tuple(each for each in self.policy.values_held() if version_key(each) not in self.not_applied)

    @property
    def receipt(self) -> dict[str, str]:
        """What identifies this result: the version of the library and the SHA-256 of inputs, parameters and value."""
        return {
            "library": library_version(),
            "calculator": self.calculator,
            "inputs": digest_of(_named_to_plain(self._inputs)),
            "parameters": self.policy.digest,
            "value": digest_of(to_plain(self.value)),
        }

    def recompute(self) -> Calculation[T]:
        """Return the calculation made again from its inputs and the parameters recorded with it.

        Raises:
            CalculatorError: This version has no such calculator.
        """
        from ssoplan.calculators.worksheet import run_again  # noqa: PLC0415  # it makes calculations

        return run_again(self)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON data with everything in it: inputs, value, working in both languages, parameters, receipt."""
        return {
            "calculator": self.calculator,
            "inputs": _named_to_plain(self._inputs),
            "value": to_plain(self.value),
            "remainder": to_plain(self.remainder),
            "steps": [_step_to_plain(step) for step in self.steps],
            "notes": [_step_to_plain(note) for note in self.notes],
            "roundings": [to_plain(rounded) for rounded in self.roundings],
            "policy": self.policy.to_plain(),
            "not_applied": list(self.not_applied),
            "receipt": self.receipt,
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """Return `to_dict` as JSON text.

        Args:
            indent: Spaces for each level; None for one line.
        """
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Calculation[Any]:
        """Return the calculation that `to_dict` wrote; lists come back as lists.

        Raises:
            CalculatorError: The data is no calculation, or names what this version does not know.
        """
        needed = ("calculator", "inputs", "value", "policy")
        for name in needed:
            if not isinstance(plain, dict) or name not in plain:
                raise CalculatorError("not-a-calculation", missing=name)
        return cls(
            calculator=plain["calculator"],
            value=from_plain(plain["value"]),
            steps=tuple(map(_step_from_plain, plain.get("steps", ()))),
            roundings=tuple(map(from_plain, plain.get("roundings", ()))),
            remainder=from_plain(plain.get("remainder")),
            notes=tuple(map(_step_from_plain, plain.get("notes", ()))),
            policy=Parameters.from_plain(plain["policy"]),
            not_applied=tuple(plain.get("not_applied", ())),
            inputs=tuple((name, kept(from_plain(value))) for name, value in plain["inputs"].items()),
        )

    @classmethod
    def from_json(cls, text: str) -> Calculation[Any]:
        """Return the calculation that `to_json` wrote.

        Raises:
            CalculatorError: The text is no JSON or no calculation.
        """
        try:
            plain = json.loads(text)
        except ValueError:
            raise CalculatorError("not-a-calculation", missing="JSON") from None
        return cls.from_dict(plain)

    def text(self, lang: Language = "en") -> str:
        """Return the result and its working as lines of text."""
        return "\n".join(self._lines(lang))

    def _lines(self, lang: Language) -> Iterator[str]:
        yield f"{self.title.text(lang)} ({self.calculator}) = {show(self.value, lang)}"
        left = _HEADS["remainder"].text(lang)
        for head, rows in self.sections(lang):
            yield from (f"  {head}: {row}" if head == left else f"  {row}" for row in rows)

    def sections(self, lang: Language = "en") -> Iterator[tuple[str, list[str]]]:
        """Yield each part of the explanation: its heading and its lines; a remainder of zero has none."""
        yield _HEADS["steps"].text(lang), [step.text(lang) for step in self.steps]
        yield _HEADS["roundings"].text(lang), [rounded.text(lang) for rounded in self.roundings]
        yield _HEADS["remainder"].text(lang), [show(self.remainder, lang)] if self.remainder else []
        yield _HEADS["notes"].text(lang), [note.text(lang) for note in self.notes]
        yield _HEADS["parameters"].text(lang), [self._parameter(value, lang) for value in self.parameters]

    def _parameter(self, value: ParameterValue, lang: Language) -> str:
        parameter = self.policy[value.id]
        where = "; ".join(each.text(lang) for each in value.citations) or value.confidence
        shown = _in_words(value, dict(parameter.words), lang)
        return f"{parameter.title.text(lang)} ({value.id}): {shown} · {value.window(lang)} · {where}"

    def __repr__(self) -> str:
        return f"<Calculation {self.calculator} = {show(self.value)}>"

    def __str__(self) -> str:
        return self.text()

    def __hash__(self) -> int:
        return hash((self.calculator, digest_of(_named_to_plain(self._inputs))))

    def _repr_html_(self) -> str:
        """Return the result for a notebook, Thai beside English, without any request to elsewhere."""
        from ssoplan.calculators.notebook import html_of  # noqa: PLC0415  # only where one looks

        return html_of(self)


def _in_words(value: ParameterValue, words: Mapping[str, Message], lang: Language) -> str:
    """Return a value with its unit, and the words of the library by their texts."""

    def word(of: Any) -> Any:
        return words.get(of, of) if isinstance(of, str) else of

    given = value.value
    if isinstance(given, int | Decimal) and not isinstance(given, bool):
        return Quantity(given, value.unit).text(lang)
    if isinstance(given, Mapping):
        return show({word(name): word(item) for name, item in given.items()}, lang)
    return show([word(item) for item in given] if isinstance(given, tuple) else word(given), lang)


def version_key(value: ParameterValue) -> str:
    """Return what tells a value of a parameter from its other values."""
    return f"{value.id}@{value.start}"


def kept(value: Any) -> Any:
    """Return an input as it was at the call, whatever its owner does to it later."""
    if type(value) is dict:
        return {name: kept(item) for name, item in value.items()}
    if type(value) in (list, tuple) and any(type(item) in (dict, list, tuple) for item in value):
        return tuple(map(kept, value))
    return tuple(value) if type(value) is list else value


def _named_to_plain(named: Named) -> dict[str, Any]:
    return {name: to_plain(value) for name, value in named}


def _step_to_plain(step: Step) -> dict[str, Any]:
    return {
        "en": step.text("en"),
        "th": step.text("th"),
        "message": list(step.message),
        "values": _named_to_plain(step.values),
    }


def _step_from_plain(plain: Mapping[str, Any]) -> Step:
    values = tuple((name, from_plain(value)) for name, value in plain["values"].items())
    return Step(Message(*plain["message"]), values)


_ROUNDED = Message(en="{what}: {exact} → {value} ({rule})", th="{what}: {exact} → {value} ({rule})")
_HEADS = {
    "steps": Message(en="working", th="วิธีคำนวณ"),
    "roundings": Message(en="roundings", th="การปัดเศษ"),
    "remainder": Message(en="remainder", th="ส่วนที่เหลือ"),
    "notes": Message(en="notes", th="หมายเหตุ"),
    "parameters": Message(en="figures used", th="ค่าที่ใช้"),
}
