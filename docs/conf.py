"""How the documentation is built: offline, with every warning an error."""  # noqa: INP001  # Sphinx wants this file here

from __future__ import annotations

import os
import re
import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from ssoplan.sphinxext.thai_search import synonyms_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_HERE = Path(__file__).parent
sys.path.insert(0, str(_HERE / "_ext"))

project = "ssoplan"
author = "The ssoplan founders"
project_copyright = "The ssoplan founders; Apache-2.0"
release = version = installed_version("ssoplan")

extensions = [
    "myst_nb",  # the parser of myst-parser, which runs the cells of docs/notebooks
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "ssoplan.sphinxext",
    "ssoplan.sphinxext.thai_search",
    "ssoplan_docs",
]
# One edition a build; docs/build.py makes both.
language = os.environ.get("SSOPLAN_DOCS_LANGUAGE", "en")
locale_dirs = [str(_HERE / "locale")]
gettext_compact = False
gettext_location = False
gettext_uuid = False
exclude_patterns = ["_build", "_ext", "_static", "_templates", "locale"]
default_role = "py:obj"
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

nb_execution_mode = "force"  # what a page shows is what this version of the library gives
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_ipywidgets_js: dict[str, dict[str, str]] = {}  # they would come from another host

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
toc_object_entries = False  # a third of the build, copied into the menu of every page
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False

# Names that are documented elsewhere. Inventories of other projects would have to be downloaded, and the
# build works without a network.
nitpick_ignore_regex = [
    # The standard library, as annotations write it.
    (r"py:.*", r"(dt|datetime|date|decimal|fractions|pathlib|types|collections|typing|enum|os|abc)(\..*)?"),
    (
        r"py:.*",
        r"(abc\.)?(Any|Callable|Collection|Iterable|Iterator|Mapping|MutableMapping|Sequence|Literal|Self)",
    ),
    (r"py:.*", r"(Decimal|Fraction|Path|PathLike|StrEnum|ExceptionGroup|NoReturn|Generator|TypeVar|Generic)"),
    (r"py:.*", r"(Arithmetic|Import|Lookup|Key|Type|Value|OS|Attribute|Runtime)?(Error|Exception|Warning)"),
    (r"py:.*", r"(Base)?ExceptionGroup|UserWarning|NotImplementedError|Ellipsis|Enum|frozenset|range|object"),
    # Other libraries.
    (r"py:.*", r"(attrs|attr|cattrs|click|nw|narwhals|polars|pandas|pendulum)(\..*)?"),
    (r"py:.*", r"(sphinx|docutils|nodes)\..*|Sphinx"),
    # How far a pay run has come, and the tables it reads.
    (r"py:.*", r"ssoplan\.payments\.(reading\.ReadTable|deciding\.Known|ledger\.sql\.SqlLedger)"),
    # An exact number: int, Decimal or Fraction.
    (r"py:.*", r"(ssoplan\.calculators\.(progress|scores)\.)?Number"),
    # What shows in a signature and is no business of a caller: trees, pages of rows, private aliases.
    (
        r"py:.*",
        r"(ssoplan\.rules\.(expression\.nodes|joins|findings|engine|problems)\.)?(Join|Node|Page|RuleResult|Problem|Bound|States)",
    ),
    (r"py:.*", r"ssoplan\.numerals\.tokens\.Problem"),
    # Type variables: a name for "the same kind as was given".
    (r"py:.*", r"(ssoplan\..*\.)?([A-Z]|Y_co|Series|Frame|T_co|_[A-Za-z]+)"),
]

# Pages of the policy: reference/rules/KPI-12 and so on are written by the extension and not kept.
sso_pages = "reference"
sso_glossary = "glossary.yaml"

html_theme = "furo"
html_title = f"ssoplan {version}"
templates_path = ["_templates"]
html_context = {"editions": {"en": "English", "th": "ไทย"}}
html_js_files = ["ssoplan.js"]
html_search_language = "th"  # English words too; see the extension
html_search_options = {
    "last": [
        *(f"reference/{folder}/" for folder in ("api", "parameters", "rules", "sources")),
        # These name every document, and so most words.
        *(f"reference/{page}" for page in ("benchmarks", "coverage", "freshness", "inconsistencies")),
    ],
    "synonyms": [
        synonyms_of(term["th"], term["en"])
        for term in yaml.safe_load((_HERE / "glossary.yaml").read_text(encoding="utf-8"))
    ],
}
html_static_path = ["_static"]
html_css_files = ["ssoplan.css"]
html_copy_source = False
html_theme_options = {
    "top_of_page_buttons": ["edit"],  # its place holds the language switch: _templates/components
    "light_css_variables": {
        "color-brand-primary": "#0b5d5e",
        "color-brand-content": "#0b5d5e",
        "sso-second": "#9a5b00",
        "sso-band": "#e3f0f0",
        "sso-band-second": "#fbefd9",
    },
    "dark_css_variables": {
        "color-brand-primary": "#6fc7c4",
        "color-brand-content": "#6fc7c4",
        "sso-second": "#f0b95c",
        "sso-band": "#173b3c",
        "sso-band-second": "#43300f",
    },
}
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True


def _signatures(
    _app: object, _page: str, _template: str, context: dict[str, object], _doctree: object
) -> None:
    """A signature of several lines is no list of definitions, though Sphinx writes it as one."""
    body = context.get("body")
    if isinstance(body, str):
        parameters = re.compile(r"<dl>\n(?:<dd>.*</dd>\n)+</dl>")
        context["body"] = parameters.sub(lambda found: _as_layout(found[0]), body)


def _as_layout(html: str) -> str:
    return re.sub(r"(?m)^<(dl|dd)>", r'<\1 role="presentation">', html)


# What only pages with a block of code need. The style sheet of myst-nb is larger than most pages: ssoplan.css says
# the little that notebooks here need.
_FOR_CODE = ("pygments", "copybutton", "clipboard")
_NEVER = ("mystnb",)


def _assets(_app: object, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """A page loads what it uses."""
    unused = _NEVER if "highlight" in (context.get("body") or "") else _NEVER + _FOR_CODE
    for key in ("css_files", "script_files"):
        names = [(file, str(file.filename).rpartition("/")[2]) for file in context[key]]
        context[key] = [file for file, name in names if not name.startswith(unused)]


def setup(app: Sphinx) -> None:
    """Mend the pages."""
    app.connect("html-page-context", _signatures)
    app.connect("html-page-context", _assets, priority=900)  # after the theme
