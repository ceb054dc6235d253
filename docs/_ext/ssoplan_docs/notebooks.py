"""What the executed notebooks of this site need beyond myst-nb: a place for their pictures, and alternative texts."""

from __future__ import annotations

import logging
import os
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["describe", "prepare"]

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def prepare(app: Sphinx) -> None:
    """Run notebooks without the settings of whoever builds, and keep what they draw beside the doctrees.

    myst-nb would put the outputs of both editions into one folder of the site.
    """
    folder = Path(app.doctreedir, "notebooks")
    config = app.env.mystnb_config  # type: ignore[attr-defined]  # myst-nb puts it there
    app.env.mystnb_config = config.copy(output_folder=str(folder))  # type: ignore[attr-defined]  # the same
    profile = folder / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    # Kernels announce on every start that they talk over a local port.
    (profile / "ipython_kernel_config.py").write_text('c.IPKernelApp.log_level = "ERROR"\n', encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(profile.parent)
    logging.getLogger("traitlets").setLevel(logging.WARNING)


def describe(app: Sphinx, doctree: nodes.document) -> None:
    """Give each chart that a cell shows its own title, which says in words what it shows, as alternative text."""
    for image in doctree.findall(nodes.image):
        file = Path(app.srcdir, image["uri"].removeprefix("/"))
        if "alt" in image or file.suffix != ".svg" or not file.is_file():
            continue
        title = _TITLE.search(file.read_text(encoding="utf-8"))
        if title:
            image["alt"] = unescape(title[1])
