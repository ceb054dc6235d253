"""The language of conditions: small, typed, exact, and never run as Python.

A condition is parsed to a frozen tree (`parsing`), whose names, types and units are checked against the declared
facts when a policy is loaded (`checking`); every reading walks that one tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan._lazy import lazy

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
__getattr__, __dir__ = lazy(__name__, _HOME)
