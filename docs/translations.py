"""Bring the Thai catalogue up to date with the English pages: ``python docs/translations.py``.

Needs ``sphinx-intl``. New and changed paragraphs come with an empty ``msgstr``, which the site's tests list until it is
written in ``docs/locale/th/LC_MESSAGES/``. Pages made from data carry their own Thai; docstrings and the changelog stay
English.
"""  # noqa: INP001  # a script, no package

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

_SOURCE = Path(__file__).resolve().parent
_POT = _SOURCE / "_build" / "gettext"
_ENGLISH_ONLY = ("reference/api", "reference/changelog.pot")


def main() -> int:
    """Merge the English paragraphs into the Thai catalogue; return 1 if something is left to translate."""
    shutil.rmtree(_POT, ignore_errors=True)
    doctrees = _SOURCE / "_build" / "doctrees" / "gettext"
    options = ["-q", "-b", "gettext", "-D", "nb_execution_mode=off", "-d", str(doctrees)]
    _run("sphinx", *options, str(_SOURCE), str(_POT))
    written = {str(page.relative_to(_SOURCE).with_suffix("")) for page in _SOURCE.rglob("*.md")}
    for pot in _POT.rglob("*.pot"):
        name = str(pot.relative_to(_POT))
        if name.startswith(_ENGLISH_ONLY) or name.removesuffix(".pot") not in written:
            pot.unlink()
    options = ["-d", str(_SOURCE / "locale"), "-l", "th"]
    _run("sphinx_intl", "update", "-p", str(_POT), "--no-obsolete", "-w", "0", *options)
    return _run("sphinx_intl", "stat", *options, check=False)


def _run(module: str, *arguments: str, check: bool = True) -> int:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, check=check).returncode  # noqa: S603  # our own commands


if __name__ == "__main__":
    raise SystemExit(main())
