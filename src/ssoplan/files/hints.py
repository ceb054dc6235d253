"""The model's annotations as the files read them."""

from __future__ import annotations

import types
from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, Union, get_args, get_origin

import attrs

from ssoplan.model.plan import Plan
from ssoplan.model.strategy import UpperPlan

__all__ = ["BE", "hints_of", "options_of", "without_none"]

BE = Annotated[int, "BE year"]
"""A whole number that names a BE year."""

_BE_FIELDS = {(Plan, "parent_period"): tuple[BE, BE] | None, (UpperPlan, "period"): tuple[BE, BE] | None}


@cache
def hints_of(cls: Any) -> dict[str, Any]:
    """Return the type of each field of a class, in the order of the fields."""
    fields = attrs.fields(
        attrs.resolve_types(cls)
    )  # resolved once and kept with the class; cattrs needs them too
    return {f.name: _BE_FIELDS.get((cls, f.name), f.type) for f in fields}


def options_of(hint: Any) -> tuple[Any, ...]:
    """Return the members of a union, or the type itself."""
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def without_none(hint: Any) -> Any:
    """Return a union without None."""
    return reduce(or_, [option for option in options_of(hint) if option is not type(None)])
