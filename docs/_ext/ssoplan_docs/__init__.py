"""What the documentation takes from the library itself while it is built: tables, pictures, links.

Nothing that the data says is written a second time in a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ssoplan_docs import files, links, modules, pictures, policy, words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

_DIRECTIVES = {
    "sso-commands": words.Commands,
    "sso-facts": policy.Facts,
    "sso-functions": words.Functions,
    "sso-glossary": words.Glossary,
    "sso-module": modules.Module,
    "sso-names": words.Names,
    "sso-parameters": policy.Parameters,
    "sso-picture": pictures.Picture,
    "sso-rule-counts": policy.RuleCounts,
    "sso-rules": policy.Rules,
    "sso-schemas": files.Schemas,
    "sso-sources": policy.Sources,
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives and the links."""
    for name, directive in _DIRECTIVES.items():
        app.add_directive(name, directive)
    app.connect("missing-reference", links.resolve)
    app.connect("autodoc-process-docstring", links.mend, priority=400)  # before napoleon
    app.connect("build-finished", files.write_schemas)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
