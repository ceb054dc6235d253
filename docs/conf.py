"""How the documentation is built: offline, with every warning an error."""  # noqa: INP001  # Sphinx wants this file here

from __future__ import annotations

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "ssoplan"
author = "The ssoplan founders"
project_copyright = "The ssoplan founders; Apache-2.0"
release = version = installed_version("ssoplan")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "ssoplan_docs",
]
exclude_patterns = ["_build", "_ext"]
default_role = "py:obj"
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
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

html_theme = "furo"
html_title = f"ssoplan {version}"
html_static_path = ["_static"]
html_css_files = ["ssoplan.css"]
html_copy_source = False
html_theme_options = {
    "source_repository": "",
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
