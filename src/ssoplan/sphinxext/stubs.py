"""The source files of the generated pages: each names one rule, parameter or source, and nothing else.

Sphinx reads pages from files. These say the same in every language, so that two editions can be built from one folder
at once; they are written only where they change, and deleted when what they name is gone.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ssoplan.sphinxext.register import Register

__all__ = ["stub_folders", "write_stubs"]

_MARK = ".. Written by ssoplan.sphinxext from the policy; changes are lost.\n"


_SORTS = ("rules", "parameters", "sources")


def stub_folders(pages: str) -> list[str]:
    """Return the folders of generated pages below the folder that a site names."""
    return [f"{pages}/{sort}" for sort in _SORTS]


def write_stubs(folder: Path, register: Register) -> None:
    """Write a file for each rule, parameter and source below a folder, and delete those that are left over."""
    wanted = {folder / sort / f"{name}.rst": text for sort, name, text in _stubs(register)}
    for path, text in wanted.items():
        _write(path, text)
    for sort in _SORTS:
        for path in (folder / sort).glob("*.rst"):
            if path not in wanted and path.read_text(encoding="utf-8").startswith(_MARK):
                path.unlink(missing_ok=True)


def _stubs(register: Register) -> Iterator[tuple[str, str, str]]:
    # A family has its page beside those of its members.
    for sort, families in (("rules", register.families), ("parameters", _first_parts(register.parameters))):
        for family in families:
            yield sort, family, f"{_MARK}\n:orphan:\n\n.. sso:family:: {family}\n"
    sorts: dict[str, Iterable[str]] = {
        "rule": register.rules,
        "parameter": register.parameters,
        "source": [source.id for source in register.policy.sources],
    }
    for kind, names in sorts.items():
        for name in names:
            yield f"{kind}s", name, f"{_MARK}\n:orphan:\n\n.. sso:{kind}:: {name}\n"


def _first_parts(ids: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(id_.partition(".")[0] for id_ in ids)


def _write(path: Path, text: str) -> None:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(f".{os.getpid()}")  # another edition may be reading or writing the same file
    whole.write_text(text, encoding="utf-8")
    whole.replace(path)
