"""Names that a package offers and loads from its modules on first use (PEP 562)."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["lazy"]

Face = tuple["Callable[[str], Any]", "Callable[[], list[str]]"]


def lazy(package: str, home: Mapping[str, str], *, modules: tuple[str, ...] = ()) -> Face:
    """Return the ``__getattr__`` and ``__dir__`` of a package whose names live in its modules.

    Args:
        package: The full name of the package.
        home: The module of each name, below the package.
        modules: Modules of the package that are offered themselves.
    """

    def get(name: str) -> Any:
        if name in modules:
            return import_module(f"{package}.{name}")
        if name not in home:
            msg = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(msg)
        value = getattr(import_module(f"{package}.{home[name]}"), name)
        # The next use does not come here.
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return sorted([*home, *modules])

    return get, names
