"""From the text of a condition to its tree, by Python's own parser and a short list of what may be in it."""

from __future__ import annotations

import ast
import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from ssoplan.calendar.era import FIRST_BE_LOOK
from ssoplan.rules.expression import nodes as n
from ssoplan.rules.expression.errors import ExpressionError, unknown
from ssoplan.rules.expression.functions import FUNCTIONS, LITERAL_YEARS
from ssoplan.rules.expression.limits import MAX_DEPTH, scan
from ssoplan.rules.expression.nodes import exact
from ssoplan.rules.expression.types import BAHT, BOOL, DATE, TEXT, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["parse"]

_ARITHMETIC: Mapping[type, n.ArithmeticSign] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//",
}  # fmt: skip
_COMPARISON: Mapping[type, n.ComparisonSign] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_BAHT = re.compile(r"[0-9]{1,3}(?:,?[0-9]{3})*(?:\.[0-9]{1,2})?|[0-9]+(?:\.[0-9]{1,2})?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LITERALS = ("be", "baht", "date", "be_date", "param", "exists", "none")


def parse(text: str) -> n.Node:
    """Return the tree of a condition; its names are not checked yet.

    Raises:
        ExpressionError: The text is too long or too deep, or uses anything but the listed forms.
    """
    scan(text)
    flat = re.sub(r"[\n\t]", " ", text)
    lead = len(flat) - len(flat.lstrip())
    try:
        body = ast.parse(flat.strip(), mode="eval").body
    except SyntaxError as error:
        # Python gives no place for a text that ends too early.
        place = min(lead + error.offset - 1, len(text)) if error.offset else len(text.rstrip())
        raise ExpressionError("syntax", column=place + 1, what=flat[place : place + 20] or "end") from None
    except (ValueError, MemoryError, RecursionError, OverflowError):
        raise ExpressionError("syntax", column=1, what=flat[:20]) from None
    return _Reader(flat.strip(), lead).read(body, 0)


class _Reader:
    """Turns Python's nodes into ours; knows the text, because a decimal is exact only there."""

    def __init__(self, text: str, lead: int) -> None:
        self.text = text
        self.lead = lead
        self._bytes = None if text.isascii() else text.encode()

    def read(self, node: ast.AST, depth: int) -> n.Node:
        if depth > MAX_DEPTH:
            raise ExpressionError("too-deep", column=self._column(node), limit=MAX_DEPTH)
        reader = _READERS.get(type(node))
        if reader is None:
            raise self._construct(node)
        return reader(self, cast("Any", node), depth + 1)

    def constant(self, node: ast.Constant, _depth: int) -> n.Node:
        value, span = node.value, self._span(node)
        if isinstance(value, str):
            return n.Constant(value, span=span, type=TEXT)
        source = self._source(node)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._construct(node)
        number = exact(Fraction(source.replace("_", "")))
        decimals = len(source.partition(".")[2])
        kind: Any = "number" if decimals else "int"
        return n.Constant(number, span=span, type=Type(kind=kind, decimals=decimals))

    def name(self, node: ast.Name, _depth: int) -> n.Node:
        if node.id in ("true", "false"):
            return n.Constant(node.id == "true", span=self._span(node), type=BOOL)
        return n.Reference(node.id, span=self._span(node))

    def attribute(self, node: ast.Attribute, _depth: int) -> n.Node:
        # ``twin.person`` is a fact of a joined row; whether ``twin`` was joined is checked with the facts.
        if not isinstance(node.value, ast.Name):
            raise self._construct(node)
        return n.Reference(node.attr, node.value.id, span=self._span(node))

    def unary(self, node: ast.UnaryOp, depth: int) -> n.Node:
        operand = self.read(node.operand, depth)
        if isinstance(node.op, ast.Not):
            return n.Not(operand, span=self._span(node))
        if not isinstance(node.op, ast.USub):
            raise self._construct(node)
        if isinstance(operand, n.Constant) and operand.type is not None and operand.type.numeric:
            return n.Constant(-operand.value, span=self._span(node), type=operand.type)
        return n.Negative(operand, span=self._span(node))

    def binary(self, node: ast.BinOp, depth: int) -> n.Node:
        sign = _ARITHMETIC.get(type(node.op))
        if sign is None:
            raise self._construct(node)
        left, right = self.read(node.left, depth), self.read(node.right, depth)
        return n.Arithmetic(sign, left, right, span=self._span(node))

    def boolean(self, node: ast.BoolOp, depth: int) -> n.Node:
        parts = tuple(self.read(value, depth) for value in node.values)
        make = n.And if isinstance(node.op, ast.And) else n.Or
        return make(parts, span=self._span(node))

    def compare(self, node: ast.Compare, depth: int) -> n.Node:
        if len(node.ops) == 1 and isinstance(node.ops[0], ast.Is | ast.IsNot):
            return self._missing(node, depth)
        if len(node.ops) == 1 and isinstance(node.ops[0], ast.In | ast.NotIn):
            return self._membership(node, depth)
        signs = tuple(_COMPARISON.get(type(sign)) for sign in node.ops)
        if None in signs:
            raise self._construct(node)
        operands = tuple(self.read(part, depth) for part in (node.left, *node.comparators))
        return n.Comparison(cast("Any", signs), operands, span=self._span(node))

    def call(self, node: ast.Call, depth: int) -> n.Node:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise self._construct(node)
        name, span = node.func.id, self._span(node)
        if name in ("exists", "none"):
            return n.Exists(self._alias(node), negated=name == "none", span=span)
        if name in _LITERALS or (name in LITERAL_YEARS and _is_int(node)):
            return self._literal(node, name, depth)
        if name not in FUNCTIONS:
            raise unknown("function", name, (*FUNCTIONS, *_LITERALS), column=span[0] + 1)
        arguments = tuple(self.read(argument, depth) for argument in node.args)
        return n.Call(name, arguments, span=span)

    def _missing(self, node: ast.Compare, depth: int) -> n.Node:
        fact, word = self.read(node.left, depth), node.comparators[0]
        if not (isinstance(word, ast.Name) and word.id == "missing" and isinstance(fact, n.Reference)):
            raise self._construct(node)
        return n.Missing(fact, isinstance(node.ops[0], ast.IsNot), span=self._span(node))

    def _membership(self, node: ast.Compare, depth: int) -> n.Node:
        item, right = self.read(node.left, depth), node.comparators[0]
        if isinstance(right, ast.List | ast.Tuple):
            parts = tuple(self.read(part, depth) for part in right.elts)
            container: n.Node = n.Listing(parts, span=self._span(right))
        else:
            container = self.read(right, depth)
        return n.Membership(item, container, isinstance(node.ops[0], ast.NotIn), span=self._span(node))

    def _alias(self, node: ast.Call) -> str:
        if len(node.args) == 1 and isinstance(node.args[0], ast.Name):
            return node.args[0].id
        raise ExpressionError(
            "arguments", column=self._column(node), what=self._source(node), expected="one joined name",
            count=len(node.args),
        )  # fmt: skip

    def _literal(self, node: ast.Call, name: str, depth: int) -> n.Node:
        span = self._span(node)
        argument = self.read(node.args[0], depth) if len(node.args) == 1 else None
        value = argument.value if isinstance(argument, n.Constant) else None
        if name == "param" and isinstance(value, str):
            return n.ParameterValue(value, span=span)
        made = None if value is None or isinstance(value, bool) else _MAKE[name](value)
        if isinstance(made, n.Constant):
            return n.Constant(made.value, span=span, type=made.type)
        expected, hint = _HINTS[name]
        raise ExpressionError(
            "literal", column=span[0] + 1, what=self._source(node), expected=expected, hint=made or hint
        )

    def _construct(self, node: ast.AST) -> ExpressionError:
        return ExpressionError("construct", column=self._column(node), what=self._source(node)[:40])

    def _source(self, node: ast.AST) -> str:
        start, end = self._span(node)
        return self.text[start - self.lead : end - self.lead]

    def _column(self, node: ast.AST) -> int:
        return self._span(node)[0] + 1

    def _span(self, node: ast.AST) -> tuple[int, int]:
        start, end = getattr(node, "col_offset", 0), getattr(node, "end_col_offset", 0)
        if self._bytes is not None:  # Python counts UTF-8 bytes; people count characters
            start, end = (len(self._bytes[:place].decode()) for place in (start, end))
        return start + self.lead, end + self.lead


def _is_int(node: ast.Call) -> bool:
    return len(node.args) == 1 and isinstance(node.args[0], ast.Constant)


def _baht(value: Any) -> n.Constant | None:
    if isinstance(value, str):
        if not _BAHT.fullmatch(value.removeprefix("-")):
            return None
        value = Fraction(value.replace(",", ""))
    if isinstance(value, Fraction) and 100 % value.denominator:
        return None
    return n.Constant(exact(Fraction(value)), type=Type(kind="number", unit=BAHT, decimals=2))


def _year(name: str) -> Callable[[Any], n.Constant | str | None]:
    def make(value: Any) -> n.Constant | str | None:
        if not isinstance(value, int):
            return None
        if value < FIRST_BE_LOOK:
            return f"{value} looks like a CE year: add 543"
        return n.Constant(value, type=LITERAL_YEARS[name])

    return make


def _date(value: Any) -> n.Constant | str | None:
    if not (isinstance(value, str) and _ISO.fullmatch(value)):
        return None
    if int(value[:4]) >= FIRST_BE_LOOK:
        return f'{value[:4]} looks like a BE year: write be_date("…")'
    try:
        return n.Constant(date.fromisoformat(value), type=DATE)
    except ValueError:
        return "there is no such day"


def _be_date(value: Any) -> n.Constant | str | None:
    if not isinstance(value, str):
        return None
    from ssoplan.calendar import parse_date  # noqa: PLC0415  # the calendar is needed by few conditions

    try:
        return n.Constant(parse_date(value), type=DATE)
    except ValueError as error:
        return str(error)


_MAKE: Mapping[str, Callable[[Any], n.Constant | str | None]] = {
    "baht": _baht,
    "date": _date,
    "be_date": _be_date,
    "be": _year("be"),
    "budget_year": _year("budget_year"),
    "fund_year": _year("fund_year"),
    "param": lambda _value: None,
}
_HINTS = {
    "baht": ("an amount", 'write baht("1,250.50") with at most two decimals'),
    "date": ("a day", 'write date("2023-01-31")'),
    "be_date": ("a day", 'write be_date("31 ธ.ค. 2566")'),
    "be": ("a BE year", "write be(2566)"),
    "budget_year": ("a budget year", "write budget_year(2566)"),
    "fund_year": ("a fund year", "write fund_year(2566)"),
    "param": ("a parameter", 'write param("kpi.weight_total")'),
}
_READERS: dict[type, Callable[[_Reader, Any, int], n.Node]] = {
    ast.Constant: _Reader.constant,
    ast.Name: _Reader.name,
    ast.Attribute: _Reader.attribute,
    ast.UnaryOp: _Reader.unary,
    ast.BinOp: _Reader.binary,
    ast.BoolOp: _Reader.boolean,
    ast.Compare: _Reader.compare,
    ast.Call: _Reader.call,
}
