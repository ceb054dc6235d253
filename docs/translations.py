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
_ENGLISH_ONLY = ("reference/api", "reference/changelog.md")
# Only what the pages themselves say is extracted: what is made from data has its Thai in the data.
_SETTINGS = """
project = "ssoplan"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = ["_build", "_ext", "_static", "_templates", "locale", "**/*.rst"]
gettext_compact = False
gettext_location = False
"""


def main() -> int:
    """Merge the English paragraphs into the Thai catalogue; return 1 if something is left to translate."""
    shutil.rmtree(_POT, ignore_errors=True)
    settings = _POT.with_name("gettext-settings")
    settings.mkdir(parents=True, exist_ok=True)
    settings.joinpath("conf.py").write_text(_SETTINGS, encoding="utf-8")
    _run("sphinx", "-c", str(settings), "-Q", "-E", "-b", "gettext", str(_SOURCE), str(_POT))
    for page in _SOURCE.rglob("*.md"):
        name = page.relative_to(_SOURCE)
        if name.as_posix().startswith(_ENGLISH_ONLY):
            _POT.joinpath(name).with_suffix(".pot").unlink(missing_ok=True)
    options = ["-d", str(_SOURCE / "locale"), "-l", "th"]
    _run("sphinx_intl", "update", "-p", str(_POT), "--no-obsolete", "-w", "0", *options)
    return _run("sphinx_intl", "stat", *options, check=False)


def _run(module: str, *arguments: str, check: bool = True) -> int:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, check=check).returncode  # noqa: S603  # our own commands


if __name__ == "__main__":
    raise SystemExit(main())
