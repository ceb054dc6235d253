"""The glossary, the functions of conditions, the commands and the public names."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
import yaml
from docutils import nodes

import ssoplan
from ssoplan.cli import cli
from ssoplan.rules.expression.functions import FUNCTIONS
from ssoplan_docs.tables import LiveDirective, code, table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Commands", "Functions", "Glossary", "Names"]

_SHAPES = {
    "many": "a list",
    "any-many": "a list, or a condition on one",
    "many-bool": "a condition on a list",
    "numbers": "a list, or several values",
    "number": "a number",
    "date": "a day",
    "two-dates": "two days",
    "year": "a year",
}


class Glossary(LiveDirective):
    """The words of SSO planning: Thai, English, identifier."""

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return the table of ``glossary.yaml``."""
        file = Path(self.env.srcdir, "glossary.yaml")
        self.env.note_dependency(str(file))
        rows = [
            [nodes.inline("", term["th"], language="th"), term["en"], _codes(term["ids"])]
            for term in yaml.safe_load(file.read_text(encoding="utf-8"))
        ]
        yield table(["Thai", "English", "identifier"], rows, widths=[40, 35, 25])


class Functions(LiveDirective):
    """The functions that a condition may call, and how they read in a sentence."""

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return the table of functions."""
        rows = [
            [
                code(name),
                _SHAPES.get(function.shape, function.shape),
                function.en.format("x", "y"),
                function.th.format("x", "y"),
            ]
            for name, function in FUNCTIONS.items()
        ]
        yield table(["function", "takes", "in English", "in Thai"], rows, widths=[16, 24, 30, 30])


class Commands(LiveDirective):
    """The help of every command, as the program prints it."""

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return one section for each command."""
        context = click.Context(cli, info_name="ssoplan", max_content_width=88)
        for name in cli.list_commands(context):
            command = cli.get_command(context, name)
            if command is None:
                continue
            text = command.get_help(click.Context(command, info_name=name, parent=context, terminal_width=88))
            heading = nodes.title("", "", code(f"ssoplan {name}"))
            section = nodes.section("", heading, ids=[f"command-{name}"], names=[f"ssoplan {name}"])
            section += nodes.literal_block(text, text, language="text")
            yield section


class Names(LiveDirective):
    """The names of ``ssoplan`` itself, with what each is."""

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return the table of public names."""
        rows = [[_reference(name), _summary(name)] for name in ssoplan.__all__]
        yield table(["name", "what it is"], rows, widths=[30, 70])


def _reference(name: str) -> nodes.Node:
    from sphinx import addnodes  # noqa: PLC0415  # only here

    made = addnodes.pending_xref(
        "", refdomain="py", reftype="obj", reftarget=f"ssoplan.{name}", refexplicit=True
    )
    made += code(name)
    return made


def _summary(name: str) -> str:
    found = getattr(ssoplan, name, None) or import_module(f"ssoplan.{name}")
    return (found.__doc__ or "").strip().partition("\n")[0].replace("``", "")


def _codes(ids: list[str]) -> nodes.Node:
    parts: list[nodes.Node] = []
    for id_ in ids:
        parts += [*([nodes.Text(", ")] if parts else []), code(id_)]
    return nodes.inline("", "", *parts)
