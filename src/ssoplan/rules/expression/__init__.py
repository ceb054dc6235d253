"""The language of conditions: small, typed, exact, and never run as Python.

A condition is parsed to a frozen tree (`parsing`), whose names, types and units are checked against the declared
facts when a policy is loaded (`checking`); every reading walks that one tree.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ssoplan.rules.expression.checking import Expression as Expression
    from ssoplan.rules.expression.checking import Scope as Scope
    from ssoplan.rules.expression.checking import expression as expression
    from ssoplan.rules.expression.errors import ExpressionError as ExpressionError
    from ssoplan.rules.expression.parsing import parse as parse
    from ssoplan.rules.expression.types import Type as Type

# Loaded on first use: declaring facts needs the types only, not the parser.
_HOME = {
    "Expression": "checking",
    "ExpressionError": "errors",
    "Scope": "checking",
    "Type": "types",
    "expression": "checking",
    "parse": "parsing",
}

__all__ = sorted(_HOME)  # noqa: PLE0605  # one list of names, not two


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
