"""Which reading finds joined rows in a session: the Rete engine where it is installed, else the hash join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ssoplan.rules.readings import _durable, hashing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ssoplan.rules.checked import CheckedRule

__all__ = ["choose"]

_LIMITS = (
    "shape",
    "too-many",
)  # what a rule or its rows may ask that Rete cannot hold; all else is a failure


def choose(
    engine: Literal["auto", "direct", "rete"], rules: Iterable[CheckedRule]
) -> tuple[Literal["direct", "rete"], Callable[..., hashing.Matches]]:
    """Return the engine that is used and its function.

    ``auto`` is Rete where it is installed, and the hash join for what is beyond its limits.

    Raises:
        MissingLibraryError: ``rete`` is asked for and durable-rules is not installed.
        ReteError: ``rete`` is asked for and a rule is beyond its limits.
    """
    if engine == "direct" or (engine == "auto" and not _durable.available()):
        return "direct", hashing.match
    _durable.require()
    from ssoplan.rules.readings import rete  # noqa: PLC0415  # only where it is installed

    if engine == "auto":
        return "rete", _within_limits
    for rule in rules:
        problem = rete.problem_of(rule)
        if problem is not None:
            raise problem
    return "rete", rete.match


def _within_limits(rule: CheckedRule, *given: Any) -> hashing.Matches:
    from ssoplan.rules.readings import rete  # noqa: PLC0415  # only where it is installed

    try:
        return rete.match(rule, *given)
    except rete.ReteError as error:
        if error.reason not in _LIMITS:
            raise
    return hashing.match(rule, *given)
