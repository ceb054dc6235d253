"""How the pages come into a build: settings, events, and the files beside the pages."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ssoplan._version import library_version
from ssoplan.sphinxext.directives import DIRECTIVES
from ssoplan.sphinxext.domain import SsoDomain
from ssoplan.sphinxext.exports import rules_csv, rules_json
from ssoplan.sphinxext.parts import add_parts
from ssoplan.sphinxext.register import register as policy_register
from ssoplan.sphinxext.stubs import stub_folders, write_stubs

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

__all__ = ["register"]

_STATIC = Path(__file__).parent / "static"
_STYLE = "ssoplan-reference.css"
_BEFORE_THEMES = 400


def register(app: Sphinx) -> dict[str, Any]:
    """Register everything; see `ssoplan.sphinxext`."""
    app.add_config_value("sso_pages", None, "env", types=(str, type(None)))
    app.add_config_value("sso_source_url", "", "env", types=(str,))
    app.add_config_value("sso_glossary", "glossary.yaml", "env", types=(str,))
    app.add_domain(SsoDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain("sso", name, directive)
    add_parts(app)
    app.add_css_file(_STYLE)
    app.connect("builder-inited", _begin)
    app.connect("env-get-outdated", _outdated)
    app.connect("html-page-context", _Trees().share, priority=_BEFORE_THEMES)
    app.connect("build-finished", _end)
    return {"version": library_version(), "parallel_read_safe": True, "parallel_write_safe": True}


class _Trees:
    """The navigation of a site, made once for all generated pages of a folder.

    They stand in no table of contents, so that it is the same on each of them, and making it takes longer than the rest
    of the page.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Any] = {}

    def share(self, app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
        """Put a function that remembers in the place of the one that makes the navigation of a page."""
        folder = posixpath.dirname(page)
        make = context.get("toctree")
        if not app.config.sso_pages or folder not in stub_folders(app.config.sso_pages) or make is None:
            return

        def made(**options: Any) -> Any:
            key = (folder, *sorted(options.items()))
            if key not in self._made:
                self._made[key] = make(**options)
            return self._made[key]

        context["toctree"] = made


def _begin(app: Sphinx) -> None:
    app.config.html_static_path.append(str(_STATIC))
    if app.config.sso_pages:
        found = policy_register()
        write_stubs(Path(app.srcdir, app.config.sso_pages), found)
        # Gathered before the reading is divided among processes, each of which would gather it again.
        _ = found.results_of, found.worked, found.cited, found.parameters_of, found.places


def _outdated(
    _app: Sphinx,
    env: BuildEnvironment,
    _added: AbstractSet[str],
    _changed: AbstractSet[str],
    _removed: AbstractSet[str],
) -> list[str]:
    domain = cast("SsoDomain", env.domains["sso"])
    if not domain.data["live"] and not env.config.sso_pages:
        return []  # a project that only links does not load the policy
    return [page for page in domain.outdated(policy_register().fingerprint) if page in env.found_docs]


def _end(app: Sphinx, error: Exception | None) -> None:
    """Put the rules as data beside the pages."""
    if error is not None or not app.config.sso_pages or app.builder.format != "html":
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    domain = cast("SsoDomain", app.env.domains["sso"])

    def page_of(id_: str) -> str | None:
        entry = domain.find("rule", id_)
        if entry is None:
            return None
        return (
            posixpath.relpath(builder.get_target_uri(entry.page), app.config.sso_pages) + f"#{entry.anchor}"
        )

    folder = Path(app.outdir, app.config.sso_pages)
    folder.mkdir(parents=True, exist_ok=True)
    found = policy_register()
    (folder / "rules.json").write_text(rules_json(found, page_of), encoding="utf-8")
    # The byte order mark tells spreadsheets that the Thai is UTF-8.
    (folder / "rules.csv").write_text(rules_csv(found, page_of), encoding="utf-8-sig", newline="")
