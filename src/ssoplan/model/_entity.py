"""How a class of the model is made: frozen, slotted, keyword-only, and checked for type and shape only.

Whatever a published document can get wrong (sums, thirteen month cells, the wrong year, weights of 50) must load,
so that a rule can report it. What is refused here could not be a reading of any document: text where an amount
belongs, a year without its kind.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from enum import Enum
from typing import Any, ClassVar, TypeVar, Union, dataclass_transform, get_args, get_origin

import attrs

from ssoplan.errors import Message, SsoplanError

__all__ = ["ModelTypeError", "entity"]

C = TypeVar("C", bound=type)
Check = Callable[[Any], bool]

_checks: dict[type, tuple[tuple[str, Check, str], ...]] = {}


class ModelTypeError(SsoplanError, TypeError):
    """Raised when a field of a model object is given a value of another type."""

    kind = "model"
    messages: ClassVar = {
        "wrong-type": Message(
            en="{owner}.{field} cannot be {value!r}; give {expected}",
            th="{owner}.{field} เป็น {value!r} ไม่ได้ ต้องเป็น {expected}",
        ),
    }


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def entity(cls: C) -> C:
    """Make a frozen, slotted, keyword-only attrs class whose fields are checked against their annotations."""
    cls.__attrs_post_init__ = _check_types  # type: ignore[attr-defined]  # attrs looks for it by this name
    cls.__repr__ = _repr  # type: ignore[assignment]  # a plan has many empty fields; show what was given
    return attrs.frozen(kw_only=True, repr=False)(cls)


def _repr(self: Any) -> str:
    given = (f for f in attrs.fields(type(self)) if getattr(self, f.name) != f.default)
    return f"{type(self).__name__}({', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in given)})"


def _check_types(self: Any) -> None:
    checks = _checks.get(type(self))
    if checks is None:
        checks = _checks[type(self)] = _checks_of(type(self))
    for name, holds, expected in checks:
        value = getattr(self, name)
        if not holds(value):
            raise ModelTypeError(
                "wrong-type",
                owner=type(self).__name__,
                field=name,
                value=_Unshown(type(value)) if _is_personal(type(self), name) else value,
                expected=expected,
            )


class _Unshown:
    """Stands in an error for a value that may be a personal number: only its type is told."""

    def __init__(self, type_: type) -> None:
        self.type = type_

    def __repr__(self) -> str:
        return f"<{self.type.__name__}, not shown>"


def _is_personal(cls: type, name: str) -> bool:
    """Return whether a field holds a type that says of itself that its values print masked."""
    hint = getattr(attrs.fields(attrs.resolve_types(cls)), name).type
    return any(getattr(part, "prints_masked", False) for part in (hint, *get_args(hint)))


def _checks_of(cls: type) -> tuple[tuple[str, Check, str], ...]:
    fields = attrs.fields(attrs.resolve_types(cls))
    return tuple((f.name, _check(f.type), _label(f.type)) for f in fields)


def _check(hint: Any) -> Check:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _check_union(args)
    if origin is tuple and args[-1:] == (Ellipsis,):
        item = _check(args[0])
        return lambda value: isinstance(value, tuple) and all(map(item, value))
    if origin is tuple:
        items = [_check(arg) for arg in args]
        return lambda value: (
            isinstance(value, tuple)
            and len(value) == len(items)
            and all(check(part) for check, part in zip(items, value, strict=True))
        )
    if origin is typing.Literal:
        return lambda value: value in args
    if hint is int:  # True is an int to Python, never to a budget officer
        return lambda value: isinstance(value, int) and not isinstance(value, bool)
    return lambda value: isinstance(value, hint)


def _check_union(args: tuple[Any, ...]) -> Check:
    if int not in args and all(isinstance(arg, type) and get_origin(arg) is None for arg in args):
        return lambda value: isinstance(value, args)
    options = [_check(arg) for arg in args]
    return lambda value: any(option(value) for option in options)


def _label(hint: Any) -> str:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return " or ".join(_label(arg) for arg in args)
    if origin is tuple:
        return f"a tuple of {_label(args[0])}"
    if origin is typing.Literal:
        return " or ".join(map(repr, args))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return f"{hint.__name__} ({', '.join(str(member.value) for member in hint)})"
    return "None" if hint is type(None) else str(getattr(hint, "__name__", hint))
