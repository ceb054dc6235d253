"""Where a fault stands: file, line, column and the path inside the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from ssoplan.files.errors import DocumentError, DocumentErrors, WrongValue, shown

if TYPE_CHECKING:
    from ssoplan._yaml import YamlText

__all__ = ["Fault", "Path", "fail", "placed"]

Path = tuple[str | int, ...]
"""The way to a value inside a document: keys and list positions from the top."""

Fault = tuple[Path, WrongValue]
"""Where a fault is, and what."""


def fail(
    file: str, reason: str, *, line: int | None = None, column: int | None = None, **values: Any
) -> NoReturn:
    """Raise what is wrong with a file as a whole, or at a line of it."""
    raise DocumentErrors([_error(file, WrongValue(reason, **values), "$", (line, column))]) from None


def placed(found: list[Fault], *, file: str, marks: YamlText | None = None) -> DocumentErrors:
    """Return faults as errors with their places, in the order of the file."""
    found_at = [
        (wrong.place or (marks.at(path) if marks else (None, None)), path, wrong) for path, wrong in found
    ]
    found_at.sort(key=lambda item: (item[0][0] or 0, item[0][1] or 0))
    return DocumentErrors([_error(file, wrong, _written(path), at) for at, path, wrong in found_at])


def _error(file: str, wrong: WrongValue, path: str, place: tuple[int | None, int | None]) -> DocumentError:
    line, column = place
    where = ":".join(str(part) for part in (_one_line(file), line, column) if part is not None)
    at = where if path == "$" else f"{where}: {path}"
    values = {
        key: _one_line(value) if isinstance(value, str) else value for key, value in wrong.values.items()
    }
    return DocumentError(wrong.reason, file=file, path=path, line=line, column=column, at=at, **values)


def _one_line(text: str) -> str:
    return text if text.isprintable() else ascii(text)


def _written(path: Path) -> str:
    """Return a path as text.

    >>> _written(("projects", 3, "budget"))
    '$.projects[3].budget'
    """
    parts = (
        f".{step}" if isinstance(step, str) and step.isascii() and step.isidentifier() else f"[{_key(step)}]"
        for step in path
    )
    return "$" + "".join(parts)


def _key(step: str | int) -> str:
    return str(step) if isinstance(step, int) else shown(step).en
