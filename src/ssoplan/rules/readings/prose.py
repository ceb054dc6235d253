"""The prose reading: a rule as a sentence, in Thai and in English, from the same tree that is executed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from ssoplan.errors import Language
from ssoplan.parameters import Parameters
from ssoplan.rules.expression import nodes as n
from ssoplan.rules.expression.functions import FUNCTIONS
from ssoplan.rules.expression.types import BAHT, Type
from ssoplan.rules.facts import Subject
from ssoplan.rules.formatting import show
from ssoplan.rules.joins import Join

if TYPE_CHECKING:
    from ssoplan.rules.checked import CheckedRule

__all__ = ["condition_text", "describe"]

_SIGNS: Mapping[str, Mapping[Language, str]] = {
    "==": {"en": "{} equals {}", "th": "{}เท่ากับ{}"},
    "!=": {"en": "{} differs from {}", "th": "{}ไม่เท่ากับ{}"},
    "<": {"en": "{} is less than {}", "th": "{}น้อยกว่า{}"},
    "<=": {"en": "{} is at most {}", "th": "{}ไม่เกิน{}"},
    ">": {"en": "{} is more than {}", "th": "{}มากกว่า{}"},
    ">=": {"en": "{} is at least {}", "th": "{}ไม่น้อยกว่า{}"},
}
_ARITHMETIC: Mapping[str, Mapping[Language, str]] = {
    "+": {"en": "{} plus {}", "th": "{}บวก{}"},
    "-": {"en": "{} minus {}", "th": "{}ลบ{}"},
    "*": {"en": "{} times {}", "th": "{}คูณ{}"},
    "/": {"en": "{} divided by {}", "th": "{}หารด้วย{}"},
    "//": {"en": "{} divided by {}, rounded down", "th": "{}หารด้วย{}ปัดลง"},
}
_WORDS: Mapping[str, Mapping[Language, str]] = {
    "and": {"en": " and ", "th": " และ "},
    "or": {"en": " or ", "th": " หรือ "},
    "not": {"en": "it is not so that {}", "th": "ไม่ใช่ว่า{}"},
    "in": {"en": "{} is one of {}", "th": "{}เป็นหนึ่งใน {}"},
    "not in": {"en": "{} is none of {}", "th": "{}ไม่อยู่ใน {}"},
    "missing": {"en": "{} is missing", "th": "ไม่มี{}"},
    "not missing": {"en": "{} is given", "th": "มี{}"},
    "true": {"en": "{} is the case", "th": "{}เป็นจริง"},
    "exists": {"en": "there is {}", "th": "มี{}"},
    "none": {"en": "there is no {}", "th": "ไม่มี{}"},
    "always": {"en": "For every {}: {}.", "th": "ทุก{}: {}"},
    "when": {"en": "For each {} where {}: {}.", "th": "{}ที่{}: {}"},
    "must": {"en": "{}", "th": "ต้องเป็นดังนี้ {}"},
    "minus": {"en": "minus {}", "th": "ลบ{}"},
    "joined": {"en": "{} with {}", "th": "{}ที่{}"},
    "same": {"en": "the same {}", "th": "{}เดียวกัน"},
    "where": {"en": "{}, where {}", "th": "{} ซึ่ง{}"},
    "its": {"en": "its {}", "th": "{}"},
    "of this": {"en": "the {} of this {}", "th": "{}ของ{}นี้"},
    "of that": {"en": "the {} of that {}", "th": "{}ของ{}นั้น"},
    "is": {"en": "{} equal to {}", "th": "{}เท่ากับ{}"},
}


@attrs.frozen
class _Speaker:
    """Says the parts of a condition in one language."""

    subject: Subject
    joins: Mapping[str, Join]
    parameters: Parameters | None
    on: dt.date | None
    lang: Language

    def say(self, node: n.Node) -> str:  # noqa: PLR0911  # one line for each kind of value
        match node:
            case n.And(parts) | n.Or(parts):
                word = _WORDS["and" if isinstance(node, n.And) else "or"][self.lang]
                return word.join(self._inner(part) for part in parts)
            case n.Not(part):
                return self._word("not", self._inner(part))
            case n.Comparison(signs, operands):
                return self._chain(signs, operands)
            case n.Membership(item, container, negated):
                return self._word("not in" if negated else "in", self.value(item), self._values(container))
            case n.Missing(fact, negated):
                return self._word("not missing" if negated else "missing", self._name(fact.name))
            case n.Exists(alias, negated):
                return self._word("none" if negated else "exists", self._joined(alias))
            case n.Call(("all" | "any") as name, (argument,)):
                return getattr(FUNCTIONS[name], self.lang).format(self.say(argument))  # type: ignore[no-any-return]  # both fields are str
            case n.Reference(name):
                return self._word("true", self._name(name))
            case _:
                return self.value(node)

    def value(self, node: n.Node) -> str:  # noqa: PLR0911  # one line for each kind of value
        match node:
            case n.Constant(value):
                return self._constant(value, node.type)
            case n.Reference(name):
                return self._name(name)
            case n.ParameterValue(id_):
                return self._parameter(id_)
            case n.Negative(operand):
                return self._word("minus", self.value(operand))
            case n.Arithmetic(sign, left, right):
                return _ARITHMETIC[sign][self.lang].format(self._operand(left), self._operand(right))
            case n.Call(name, arguments):
                said = [self.value(argument) for argument in arguments]
                text = ", ".join(said) if FUNCTIONS[name].shape == "numbers" else None
                template: str = getattr(FUNCTIONS[name], self.lang)
                return template.format(text) if text is not None else template.format(*said)
            case _:
                return self.say(node)

    def _inner(self, node: n.Node) -> str:
        said = self.say(node)
        return f"({said})" if isinstance(node, n.And | n.Or) else said

    def _operand(self, node: n.Node) -> str:
        said = self.value(node)
        return f"({said})" if isinstance(node, n.Arithmetic) else said

    def _chain(self, signs: tuple[str, ...], operands: tuple[n.Node, ...]) -> str:
        pairs = zip(operands, signs, operands[1:], strict=False)
        said = [
            _SIGNS[sign][self.lang].format(self.value(left), self.value(right)) for left, sign, right in pairs
        ]
        return _WORDS["and"][self.lang].join(said)

    def _values(self, container: n.Node) -> str:
        if isinstance(container, n.Listing):
            return ", ".join(self.value(item) for item in container.items)
        return self.value(container)

    def _constant(self, value: object, type_: Type | None) -> str:
        shown = show(value, type_, self.lang)
        if type_ is not None and type_.unit == BAHT:
            return f"{shown} {BAHT.label(self.lang)}"
        return shown

    def _parameter(self, id_: str) -> str:
        if self.parameters is None:
            return id_
        from ssoplan.rules.dated import DatedParameters  # noqa: PLC0415  # only where values are quoted

        dated = DatedParameters(self.parameters, self.on)
        parameter = self.parameters[id_]
        shown = parameter.unit.counting(show(dated[id_], dated.type_of(id_), self.lang), self.lang)
        return f"{parameter.title.text(self.lang)} ({shown})"

    def _name(self, name: str) -> str:
        return self.subject.fact(name).title.text(self.lang)

    def _joined(self, alias: str) -> str:
        join = self.joins[alias]
        same = _WORDS["and"][self.lang].join(
            self._link(join, key.fact, key.other, key.alias) for key in join.keys
        )
        said = self._word("joined", join.subject.title.text(self.lang), same)
        further = [
            _SIGNS[order.sign][self.lang].format(
                self._word("its", join.subject.fact(order.fact).title.text(self.lang)),
                self._other(order.other, order.alias),
            )
            for order in join.orders
        ]
        if join.when is not None:
            inner = _Speaker(join.subject, {}, self.parameters, self.on, self.lang)
            further.append(inner.say(join.when.tree))
        return self._word("where", said, _WORDS["and"][self.lang].join(further)) if further else said

    def _link(self, join: Join, fact: str, other: str, alias: str | None) -> str:
        mine = join.subject.fact(fact).title.text(self.lang)
        same = alias is None and self._name(other) == mine
        return self._word("same", mine) if same else self._word("is", mine, self._other(other, alias))

    def _other(self, fact: str, alias: str | None) -> str:
        if alias is None:
            return self._word("of this", self._name(fact), self.subject.title.text(self.lang))
        subject = self.joins[alias].subject
        return self._word("of that", subject.fact(fact).title.text(self.lang), subject.title.text(self.lang))

    def _word(self, word: str, *parts: str) -> str:
        return _WORDS[word][self.lang].format(*parts)


def describe(
    checked: CheckedRule,
    lang: Language = "en",
    *,
    parameters: Parameters | None = None,
    on: dt.date | None = None,
) -> str:
    """Return a check rule as one sentence.

    Args:
        checked: The rule.
        lang: ``"en"`` or ``"th"``.
        parameters: Where given, parameters are named with their values.
        on: The day of those values; default the last known.
    """
    speaker = _Speaker(checked.subject, {join.alias: join for join in checked.joins}, parameters, on, lang)
    must = _tidy(speaker.say(checked.must.tree))
    title = checked.subject.title.text(lang)
    if checked.when is None:
        return _tidy(_WORDS["always"][lang].format(title, _WORDS["must"][lang].format(must)))
    return _tidy(
        _WORDS["when"][lang].format(title, speaker.say(checked.when.tree), _WORDS["must"][lang].format(must))
    )


def condition_text(checked: CheckedRule, node: n.Node, lang: Language = "en") -> str:
    """Return one part of a rule's conditions in words."""
    return _tidy(
        _Speaker(checked.subject, {join.alias: join for join in checked.joins}, None, None, lang).say(node)
    )


def _tidy(text: str) -> str:
    """Return text with single blanks; Thai writes none between words, but figures and Latin words stand apart."""
    apart = _THAI_THEN_OTHER.sub(r"\1 \2", _OTHER_THEN_THAI.sub(r"\1 \2", text))
    return " ".join(apart.split()).replace(" ,", ",").replace("( ", "(").replace(" )", ")")


_OTHER_THEN_THAI = re.compile(r"([0-9A-Za-z%)])([\u0e01-\u0e3a\u0e40-\u0e4e])")
_THAI_THEN_OTHER = re.compile(r"([\u0e01-\u0e3a\u0e40-\u0e4e])([0-9A-Za-z(-])")
