"""Pure, exact calculations that show their work. One file a family of formulas.

Every calculator returns a `Calculation`: its ``value`` is the plain result, and it holds the working in the words of
the documents, the figures of policy that were read with their dates and sources, each rounding, and what was left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan._lazy import lazy

if TYPE_CHECKING:
    from ssoplan.calculators.calculation import Calculation as Calculation
    from ssoplan.calculators.calculation import Rounded as Rounded
    from ssoplan.calculators.calculation import Step as Step
    from ssoplan.calculators.errors import CalculatorError as CalculatorError
    from ssoplan.calculators.worksheet import Worksheet as Worksheet
    from ssoplan.calculators.worksheet import calculator as calculator

_HOME = {
    "Calculation": "calculation",
    "CalculatorError": "errors",
    "Rounded": "calculation",
    "Step": "calculation",
    "Worksheet": "worksheet",
    "calculator": "worksheet",
}

__all__ = sorted(_HOME)  # noqa: PLE0605  # one list of names, not two
__getattr__, __dir__ = lazy(__name__, _HOME)
