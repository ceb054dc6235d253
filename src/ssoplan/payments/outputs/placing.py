"""Files brought to their place whole or not at all, and nothing written over."""

from __future__ import annotations

import filecmp
import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from ssoplan.payments.masking import masked
from ssoplan.payments.outputs.errors import OutputError, not_writable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["UNFINISHED", "place", "workshop", "writing"]

UNFINISHED = ".ssoplan-"
"""What the names of unfinished files begin with; they are left behind where a process was killed."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn a failure of the operating system into an error that names the place."""
    try:
        yield
    except OutputError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise not_writable(path, error) from None  # it prints the path


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Give a folder inside another, closed to other users, to make files in before they are moved; then remove it.

    The folder is made where there is none, and removed again where nothing came of it.
    """
    made = _make(folder)
    shop = folder / f"{UNFINISHED}{secrets.token_hex(4)}"
    shop.mkdir(mode=0o700)
    try:
        yield shop
    finally:
        shutil.rmtree(shop, ignore_errors=True)
        for each in made:
            with suppress(OSError):  # it is not empty: something came of it
                each.rmdir()


def _make(folder: Path) -> list[Path]:
    """Make a folder and those above it; return those made, the innermost first."""
    missing = []
    for each in (folder, *folder.parents):
        if each.exists():
            break
        missing.append(each)
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def place(new: Path, path: Path) -> None:
    """Move a finished file to its place; a file with the same bytes there stays, one with others is not replaced.

    Raises:
        OutputError: There is a file with other content.
    """
    try:
        # A link, unlike a move, never replaces what another process has put there meanwhile.
        path.hardlink_to(new)
    except OSError:
        if not os.path.lexists(path):  # a file system without links
            new.replace(path)
        elif not path.is_file() or not filecmp.cmp(new, path, shallow=False):
            raise OutputError("exists", path=masked(str(path))) from None
