"""Document files on disk: bounded reading, and writing that replaces a file at once or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import Literal

from ssoplan.files.placing import fail

__all__ = ["MAX_BYTES", "Format", "format_of", "read_file", "replace_file"]

Format = Literal["yaml", "json"]

MAX_BYTES = 5_000_000
"""Largest file that is read as a document: twenty times the 2566 plan."""

_FORMATS: dict[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def format_of(file: Path) -> Format:
    """Return the format that a file's suffix names."""
    suffix = file.suffix.lower()
    if suffix not in _FORMATS:
        fail(str(file), "directory" if file.is_dir() else "suffix", suffix=file.suffix)
    return _FORMATS[suffix]


def read_file(file: Path) -> str:
    """Return the text of a UTF-8 file."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        fail(str(file), "not-found")
    except IsADirectoryError:
        fail(str(file), "directory")
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        fail(str(file), "unreadable", problem=getattr(error, "strerror", None) or str(error))
    if len(content) > MAX_BYTES:
        fail(str(file), "too-large", limit=MAX_BYTES)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        fail(str(file), "not-utf-8", line=line, position=error.start)


def replace_file(name: Path, text: str) -> None:
    """Write a file beside its place and move it there; a link is followed, permissions are kept."""
    try:
        _replace(Path(os.path.realpath(name)), text)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        reason = "directory" if isinstance(error, IsADirectoryError) else "not-writable"
        fail(str(name), reason, problem=getattr(error, "strerror", None) or str(error))


def _replace(file: Path, text: str) -> None:
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        new.write_text(text, encoding="utf-8", newline="\n")
        if file.exists():
            shutil.copymode(file, new)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
