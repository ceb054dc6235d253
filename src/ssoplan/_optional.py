"""Libraries that only some features need: imported when used, named when absent."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ssoplan.errors import Message, MissingLibraryError

__all__ = ["require"]


def require(module: str, *, what: Message, extra: str) -> Any:
    """Return an optional module.

    Raises:
        MissingLibraryError: It is not installed; the message says what needs it and which extra brings it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise MissingLibraryError("extra", what=what, library=library, extra=extra) from error
