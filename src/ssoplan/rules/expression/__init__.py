"""The language of conditions: small, typed, exact, and never run as Python.

A condition is parsed to a frozen tree (`parsing`), whose names, types and units are checked against the declared
facts when a policy is loaded (`checking`); every reading walks that one tree.
"""

from __future__ import annotations

from ssoplan.rules.expression.checking import Expression, Scope, expression
from ssoplan.rules.expression.errors import ExpressionError
from ssoplan.rules.expression.parsing import parse
from ssoplan.rules.expression.types import Type

__all__ = ["Expression", "ExpressionError", "Scope", "Type", "expression", "parse"]
