"""Truth in columns: bools that are the same in every row, and boolean expressions, joined as simply as they can be."""

from __future__ import annotations

import operator
from functools import reduce
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["OPPOSITE", "SIGNS", "TURNED", "all_of", "any_of", "none_of"]

SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
TURNED = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
"""The comparison with its sides exchanged."""
OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
"""The comparison that holds where this one does not."""


def all_of(*parts: Any) -> Any:
    """Return where all parts hold."""
    return _joined(operator.and_, parts, decisive=False)


def any_of(*parts: Any) -> Any:
    """Return where at least one part holds."""
    return _joined(operator.or_, parts, decisive=True)


def none_of(part: Any) -> Any:
    """Return where a part does not hold."""
    return not part if isinstance(part, bool) else ~part


def _joined(join: Callable[[Any, Any], Any], parts: tuple[Any, ...], *, decisive: bool) -> Any:
    if any(part is decisive for part in parts):
        return decisive
    open_parts = [part for part in parts if not isinstance(part, bool)]
    return reduce(join, open_parts) if open_parts else not decisive
