"""The policy as pages of a Sphinx site: rules, parameters, sources, calculators and terms, and links to them.

In ``conf.py``::

    extensions = ["ssoplan.sphinxext"]
    sso_pages = "reference"     # write one page for each rule, parameter and source; left out: none are written

A project that only links to the pages of another site leaves ``sso_pages`` out, names that site in
``intersphinx_mapping``, and writes :literal:`{sso:rule}`KPI-12``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ssoplan._optional import require
from ssoplan.errors import Message

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

require("sphinx", what=Message(en="ssoplan.sphinxext", th="ssoplan.sphinxext"), extra="docs")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the domain ``sso``, its directives and roles, and what is written beside the pages."""
    from ssoplan.sphinxext.building import register  # noqa: PLC0415  # the package also holds a search that needs none of it

    return register(app)
