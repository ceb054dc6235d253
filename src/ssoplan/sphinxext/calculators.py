"""The calculators of the library: what each computes, and the rules that it carries out."""

from __future__ import annotations

import inspect
import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs

import ssoplan.calculators
from ssoplan.sphinxext.parts import Cell, inline, lines, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

    from ssoplan.sphinxext.writer import Writer

__all__ = ["Calculator", "calculator_table", "calculators"]

_WORKSHOP = {
    *("calculation", "errors", "notebook", "rounding_words", "roundings"),
    *("showing", "titles", "values", "worksheet"),
}
"""Modules of what calculators are made with."""


@attrs.frozen(kw_only=True)
class Calculator:
    """A calculator as the pages name it.

    Attributes:
        name: Its module and its own name, such as ``scores.composite``.
        path: The full name in Python.
        summary: What it returns, in the first line of its docstring.
    """

    name: str
    path: str
    summary: str


@cache
def calculators() -> dict[str, Calculator]:
    """Return every calculator by name."""
    return {found.name: found for found in _all()}


def _all() -> Iterator[Calculator]:
    prefix = f"{ssoplan.calculators.__name__}."
    for info in pkgutil.walk_packages(ssoplan.calculators.__path__, prefix):
        own = info.name.rpartition(".")[2]
        if own in _WORKSHOP or own.startswith("_"):
            continue
        module = import_module(info.name)
        for name in getattr(module, "__all__", ()):
            found = getattr(module, name)
            if _is_calculator(found) and getattr(found, "__module__", info.name) == info.name:
                summary = (inspect.getdoc(found) or "").partition("\n")[0].replace("`", "")
                yield Calculator(name=f"{own}.{name}", path=f"{info.name}.{name}", summary=summary)


def _is_calculator(found: Any) -> bool:
    return inspect.isfunction(found) or (callable(found) and hasattr(found, "plain"))


def calculator_table(writer: Writer) -> nodes.Node:
    """Return every calculator with its anchor, its summary and the rules it carries out."""
    head = [writer.say(key) for key in ("calculator", "what-it-does", "rules-column")]
    return table(head, (_row(writer, each) for each in calculators().values()), widths=[34, 36, 30])


def _row(writer: Writer, calculator: Calculator) -> list[Cell]:
    named = inline(writer.object(calculator.path), classes=["sso-target"])
    named["ids"] = [f"calculator-{calculator.name}"]
    rules = [rule.id for rule in writer.register.rules.values() if calculator.path in rule.covers]
    return [
        named,
        writer.english(calculator.summary),
        lines(*(writer.rule(id_, title=True) for id_ in rules)),
    ]
