"""What this site alone takes from the library while it is built: commands, names, schemas, pictures, links.

The pages of the policy are made by `ssoplan.sphinxext`. Nothing that code or data says is written a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ssoplan_docs import files, links, modules, notebooks, pictures, words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

_DIRECTIVES = {
    "sso-commands": words.Commands,
    "sso-contents": modules.Contents,
    "sso-functions": words.Functions,
    "sso-module": modules.Module,
    "sso-names": words.Names,
    "sso-objects": modules.Objects,
    "sso-picture": pictures.Picture,
    "sso-schemas": files.Schemas,
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives and the links."""
    for name, directive in _DIRECTIVES.items():
        app.add_directive(name, directive)
    app.connect("missing-reference", links.resolve)
    app.connect("autodoc-process-docstring", links.mend, priority=400)  # before napoleon
    app.connect("build-finished", files.write_schemas)
    app.connect("builder-inited", notebooks.prepare, priority=600)  # after myst-nb
    app.connect("doctree-read", notebooks.describe)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
