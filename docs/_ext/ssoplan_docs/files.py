"""The JSON Schemas of document files, beside the pages and as tables."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from docutils import nodes

from ssoplan.files import Kind, json_schema
from ssoplan.sphinxext.parts import code, spoken, table
from ssoplan_docs.live import LiveDirective

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

__all__ = ["Schemas", "write_schemas"]

_FOLDER = "schemas"
_REPORT = "report"


class Schemas(LiveDirective):
    """The kinds of document: their top-level keys, and a link to the whole schema."""

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return one section for each kind of document."""
        thai = self.env.config.language == "th"
        yes = "ใช่" if thai else "yes"
        headings = ["คีย์", "ต้องมี", "ชนิด", "ความหมาย"] if thai else ["key", "required", "type", "meaning"]
        for kind in get_args(Kind):
            schema = json_schema(kind)
            heading = nodes.title("", "", code(f"kind: {kind}"))
            section = nodes.section("", heading, ids=[f"kind-{kind}"], names=[f"kind {kind}"])
            section += nodes.paragraph("", "JSON Schema: ", self._link(kind))
            rows = [
                [
                    code(name),
                    yes if name in schema["required"] else "",
                    _type(field),
                    spoken(field.get("description", ""), "en"),  # from the docstrings
                ]
                for name, field in schema["properties"].items()
            ]
            section += table(headings, rows, widths=[24, 10, 24, 42])
            yield section

    def _link(self, kind: str) -> nodes.Node:
        up = "../" * self.env.docname.count("/")
        return nodes.reference("", f"{kind}.schema.json", refuri=f"{up}{_FOLDER}/{kind}.schema.json")


def write_schemas(app: Sphinx, error: Exception | None) -> None:
    """Put the schemas beside the pages."""
    if error is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir, _FOLDER)
    folder.mkdir(exist_ok=True)
    for kind in get_args(Kind):
        text = json.dumps(json_schema(kind), ensure_ascii=False, indent=2)
        (folder / f"{kind}.schema.json").write_text(text, encoding="utf-8")
    report = resources.files("ssoplan.rules").joinpath(f"{_REPORT}.schema.json").read_text(encoding="utf-8")
    (folder / f"{_REPORT}.schema.json").write_text(report, encoding="utf-8")


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "const" in field:
        return str(field["const"])
    if "anyOf" in field:
        return " or ".join(_type(each) for each in field["anyOf"] if each.get("type") != "null")
    if field.get("type") == "array":
        return f"list of {_type(field['items'])}" if "items" in field else "list"
    found = field.get("type", "")
    return " or ".join(each for each in found if each != "null") if isinstance(found, list) else str(found)
