"""A checked tree as the text of one Python function: the compiler behind the direct reading.

The text is built from our own nodes only. Every constant reaches the function through its namespace under a name
chosen here (``k0``, ``p1`` …); nothing that a policy author wrote becomes Python text. Numbers stay int: a value with
decimals is an int over a scale known now, and a comparison brings both sides to one scale instead of dividing.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ssoplan.rules.expression import nodes as n
from ssoplan.rules.expression.functions import FUNCTIONS, Undefined, floor_quotient, quotient
from ssoplan.rules.facts import MISSING, Absent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["Code", "Writer"]

T = TypeVar("T")


@attrs.frozen
class Code:
    """A piece of Python text whose value, divided by ``scale``, is the value of a node.

    Attributes:
        text: The expression.
        scale: The whole number that the text's value is to be divided by.
        loops: For a list: the item variables in ``text`` with the list each runs over.
        number: For a written number: itself times the scale.
        risky: Whether computing it may have no answer; known of an operand.
        before: Texts of single values in a list expression that may have no answer, and are due even for no items.
    """

    text: str
    scale: int = 1
    loops: tuple[tuple[str, str], ...] = ()
    number: int | None = None
    risky: bool = False
    before: tuple[str, ...] = ()


def pairs(*lists: tuple[Any, ...]) -> Iterable[tuple[Any, ...]]:
    """Return the items of lists of one length side by side."""
    if len({len(each) for each in lists}) > 1:
        raise Undefined("lists of unequal length cannot be taken item by item")
    return zip(*lists, strict=True)


def _chain(signs: tuple[str, ...], sides: list[str]) -> str:
    return sides[0] + "".join(f" {sign} {side}" for sign, side in zip(signs, sides[1:], strict=True))


class Writer:
    """Writes conditions as Python text; the facts of a row are the variables ``v0``, ``v1`` and so on.

    Args:
        facts: The facts in the order of their variables.
        gaps: Those that may be absent in this table.
        scales: For each parameter, the denominator of its values; None for one that is not in force.
        keys: For each joined name, the facts by which it is found.
    """

    def __init__(
        self,
        facts: Iterable[str],
        gaps: frozenset[str],
        scales: Mapping[str, int | None],
        keys: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.variables = {name: f"v{place}" for place, name in enumerate(facts)}
        self.parameters = {id_: f"p{place}" for place, id_ in enumerate(scales)}
        self.gaps = gaps
        self.scales = scales
        self.keys = keys
        self.aliases: dict[str, str] = {}
        self.risky = False
        self.names: dict[str, Any] = {"MISSING": MISSING, "Absent": Absent, "pairs": pairs}
        self._constants: dict[Any, str] = {}

    # Conditions of three values: two texts, each plain true or false.

    def holds(self, node: n.Node) -> str:
        """Return text that is true where the condition is known to hold."""
        return self._known(node, wanted=True)

    def fails(self, node: n.Node) -> str:
        """Return text that is true where the condition is known not to hold."""
        return self._known(node, wanted=False)

    def _known(self, node: n.Node, *, wanted: bool) -> str:
        match node:
            case n.And(parts) | n.Or(parts):
                word = " and " if isinstance(node, n.And) is wanted else " or "
                return "(" + word.join(self._known(part, wanted=wanted) for part in parts) + ")"
            case n.Not(part):
                return self._known(part, wanted=not wanted)
            case _:
                return self._atom(node, wanted=wanted)

    def _atom(self, node: n.Node, *, wanted: bool) -> str:
        if any(self.scales[m.id] is None for m in n.walk(node) if isinstance(m, n.ParameterValue)):
            return "False"
        plain = self.condition(node).text
        checks = [f"{self.variables[name]}.__class__ is not Absent" for name in self._open(node)]
        return "(" + " and ".join([*checks, plain if wanted else f"not {plain}"]) + ")"

    def _open(self, node: n.Node) -> list[str]:
        if isinstance(node, n.Missing):
            return []
        if isinstance(node, n.Exists):
            return [name for name in self.keys[node.alias] if name in self.gaps]
        names = (m.name for m in n.walk(node) if isinstance(m, n.Reference))
        return [name for name in dict.fromkeys(names) if name in self.gaps]

    # Conditions and values of facts that are all known.

    def condition(self, node: n.Node) -> Code:  # noqa: PLR0911  # one line for each kind of value
        """Return the text of a condition, true or false; with loops for a condition on a list."""
        match node:
            case n.And(parts):
                return self._joined(" and ", parts)
            case n.Or(parts):
                return self._joined(" or ", parts)
            case n.Not(part):
                return Code(f"(not {self.condition(part).text})")
            case n.Missing(fact, negated):
                if fact.name not in self.gaps:
                    return Code(repr(negated))
                return Code(f"({self.variables[fact.name]} is {'not ' if negated else ''}MISSING)")
            case n.Exists(alias, negated):
                matched = self.aliases.setdefault(alias, f"m{len(self.aliases)}")
                return Code(f"(row {'not ' if negated else ''}in {matched})")
            case n.Comparison(signs, operands):
                return self._comparison(signs, operands)
            case n.Membership():
                return self._membership(node)
            case n.Call(("all" | "any") as name, (argument,)):
                code, risky = self._watched(lambda: self.condition(argument))
                inner, paired = self._watched(lambda: self._items(code))
                # Every item is computed, so that one without an answer is noticed behind one that decides.
                return Code(
                    self._reduced(f"{name}([{inner}])" if risky or paired else f"{name}({inner})", code)
                )
            case _:
                return self.value(node)

    def _joined(self, word: str, parts: tuple[n.Node, ...]) -> Code:
        return Code("(" + word.join(self.condition(part).text for part in parts) + ")")

    def _comparison(self, signs: tuple[str, ...], operands: tuple[n.Node, ...]) -> Code:
        codes, risky = self._watched(lambda: [self._operand(operand) for operand in operands])
        scale = lcm(*(code.scale for code in codes))
        sides = [self._times(code, scale) for code in codes]
        if risky and len(signs) > 1:  # Python would not compute the third side of a chain that has failed
            names = [f"s{place}" for place in range(len(sides))]
            text = f"lambda {', '.join(names)}: {_chain(signs, names)}"
            return Code(
                f"({text})({', '.join(sides)})", loops=self._loops(*codes), before=self._before(*codes)
            )
        return Code(f"({_chain(signs, sides)})", loops=self._loops(*codes), before=self._before(*codes))

    def _operand(self, node: n.Node) -> Code:
        code, risky = self._watched(lambda: self.value(node))
        return attrs.evolve(code, risky=risky)

    def _before(self, *codes: Code) -> tuple[str, ...]:
        """Return what has to be computed once even where a list is empty: single values that may have no answer."""
        nested = [text for code in codes for text in code.before]
        listed = any(code.loops for code in codes)
        return (*nested, *(code.text for code in codes if listed and code.risky and not code.loops))

    def _reduced(self, text: str, code: Code) -> str:
        return f"(({', '.join(code.before)},), {text})[1]" if code.before else text

    def _watched(self, write: Callable[[], T]) -> tuple[T, bool]:
        """Return what ``write`` returns, and whether it wrote an operation that may have no answer."""
        before, self.risky = self.risky, False
        written = write()
        found, self.risky = self.risky, self.risky or before
        return written, found

    def _membership(self, node: n.Membership) -> Code:
        item = self._operand(node.item)
        word = "not in" if node.negated else "in"
        if isinstance(node.container, n.Listing):
            codes = [self._operand(each) for each in node.container.items]
            scale = lcm(item.scale, *(code.scale for code in codes))
            values = ", ".join(self._times(code, scale) for code in codes)
            if all(isinstance(each, n.Constant) for each in node.container.items):
                values = self._constant(frozenset(self.names[self._times(code, scale)] for code in codes))
            else:
                values = f"({values},)"
            before = self._before(item, *codes)
            return Code(f"({self._times(item, scale)} {word} {values})", loops=item.loops, before=before)
        container = self.value(node.container)
        scale = lcm(item.scale, container.scale)
        items = self._items(attrs.evolve(container, text=self._times(container, scale)))
        text = self._reduced(f"tuple({items})", container)
        return Code(f"({self._times(item, scale)} {word} {text})", loops=item.loops, before=item.before)

    def value(self, node: n.Node) -> Code:  # noqa: PLR0911  # one line for each kind of value
        """Return the text of a value with its scale."""
        match node:
            case n.Constant(value):
                return self._literal(value)
            case n.Reference(name):
                return self._variable(self.variables[name], node)
            case n.ParameterValue(id_):
                return self._parameter(id_, node)
            case n.Negative(operand):
                code = self.value(operand)
                return attrs.evolve(code, text=f"(-{code.text})", number=None)
            case n.Arithmetic(sign, left, right):
                return self._arithmetic(sign, left, right)
            case n.Call(name, arguments):
                return self._call(name, arguments)
            case _:
                return self.condition(node)

    def _literal(self, value: Any) -> Code:
        if isinstance(value, Fraction):
            return Code(self._constant(value.numerator), value.denominator, number=value.numerator)
        return Code(self._constant(value), number=value if type(value) is int else None)

    def _variable(self, variable: str, node: n.Node, scale: int = 0) -> Code:
        type_ = node.type
        if type_ is None:
            msg = "the tree was not checked"
            raise TypeError(msg)
        scale = scale or (type_.scale if type_.numeric else 1)
        if not type_.many:
            return Code(variable, scale)
        return Code(f"{variable}_", scale, ((f"{variable}_", variable),))

    def _parameter(self, id_: str, node: n.Node) -> Code:
        return self._variable(self.parameters[id_], node, self.scales[id_] or 1)

    def _arithmetic(self, sign: str, left: n.Node, right: n.Node) -> Code:
        a, b = self._operand(left), self._operand(right)
        loops, before = self._loops(a, b), self._before(a, b)
        if sign in ("+", "-"):
            scale = lcm(a.scale, b.scale)
            return Code(
                f"({self._times(a, scale)} {sign} {self._times(b, scale)})", scale, loops, before=before
            )
        if sign == "*":
            return Code(f"({a.text}*{b.text})", a.scale * b.scale, loops, before=before)
        if sign == "/" and isinstance(right, n.Constant):
            inverse = self._literal(n.exact(1 / Fraction(right.value)))
            return Code(f"({a.text}*{inverse.text})", a.scale * inverse.scale, loops, before=before)
        self.risky = True
        name = self._function(quotient if sign == "/" else floor_quotient)
        above, below = self._by(a.text, b.scale), self._by(b.text, a.scale)
        return Code(f"{name}({above}, {below})", 1, loops, before=before)

    def _call(self, name: str, arguments: tuple[n.Node, ...]) -> Code:  # noqa: PLR0911  # one line for each kind of value
        if name in ("all", "any"):
            return self.condition(n.Call(name, arguments))
        codes = [self.value(argument) for argument in arguments]
        first = codes[0]
        if name == "number":
            return first
        if name == "abs":
            return attrs.evolve(first, text=f"abs({first.text})", number=None)
        if name == "sum":
            return Code(self._reduced(f"sum({self._items(first)})", first), first.scale)
        if name == "count":
            conditions = arguments[0].type is not None and arguments[0].type.kind == "bool"
            counted = first if conditions else attrs.evolve(first, text="1")
            return Code(self._reduced(f"sum({self._items(counted, plain=conditions)})", first))
        function = self._function(FUNCTIONS[name].run)
        self.risky = self.risky or name not in ("days", "month", "day")
        if first.loops:
            return Code(self._reduced(f"{function}(tuple({self._items(first)}))", first), first.scale)
        scale = lcm(*(code.scale for code in codes))
        return Code(f"{function}({', '.join(self._times(code, scale) for code in codes)})", scale)

    # Small pieces.

    def _items(self, code: Code, *, plain: bool = True) -> str:
        if len(code.loops) == 1:
            [(item, source)] = code.loops
            return source if plain and code.text == item else f"{code.text} for {item} in {source}"
        self.risky = True
        items = ", ".join(item for item, _ in code.loops)
        return f"{code.text} for {items} in pairs({', '.join(source for _, source in code.loops)})"

    def _loops(self, *codes: Code) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys(loop for code in codes for loop in code.loops))

    def _times(self, code: Code, scale: int) -> str:
        factor = scale // code.scale
        if code.number is not None and factor != 1:  # known now: no need to multiply once a row
            return self._constant(code.number * factor)
        return self._by(code.text, factor)

    def _by(self, text: str, factor: int) -> str:
        return text if factor == 1 else f"{text}*{self._constant(factor)}"

    def _constant(self, value: Any) -> str:
        key = (type(value), value)
        if key not in self._constants:
            self._constants[key] = f"k{len(self._constants)}"
            self.names[self._constants[key]] = value
        return self._constants[key]

    def _function(self, run: Any) -> str:
        self.names[run.__name__] = run
        return str(run.__name__)
