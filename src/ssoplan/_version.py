"""The version of the library, as installed."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["library_version"]


@lru_cache(maxsize=1)
def library_version() -> str:
    """Return the version of the installed library; reading it is too slow to be done at import."""
    from importlib import metadata  # noqa: PLC0415  # slow at import, see above

    return metadata.version("ssoplan")
