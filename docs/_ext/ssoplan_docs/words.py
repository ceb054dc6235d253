"""The functions of conditions, the commands and the public names."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click
from docutils import nodes

import ssoplan
from ssoplan.cli import cli
from ssoplan.rules.expression.functions import FUNCTIONS
from ssoplan.sphinxext.parts import code, spoken, table
from ssoplan_docs.live import LiveDirective

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Commands", "Functions", "Names"]

_SHAPES = {
    "many": ("a list", "รายการ"),
    "any-many": ("a list, or a condition on one", "รายการ หรือเงื่อนไขของรายการ"),
    "many-bool": ("a condition on a list", "เงื่อนไขของรายการ"),
    "numbers": ("a list, or several values", "รายการ หรือหลายค่า"),
    "number": ("a number", "ตัวเลข"),
    "date": ("a day", "วัน"),
    "two-dates": ("two days", "สองวัน"),
    "year": ("a year", "ปี"),
}


class Functions(LiveDirective):
    """The functions that a condition may call, and how they read in a sentence."""

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return the table of functions."""
        thai = self.env.config.language == "th"
        rows = [
            [
                code(name),
                _SHAPES.get(function.shape, (function.shape, function.shape))[thai],
                spoken(function.en.format("x", "y"), "en"),
                spoken(function.th.format("x", "y"), "th"),
            ]
            for name, function in FUNCTIONS.items()
        ]
        english = ["function", "takes", "in English", "in Thai"]
        headings = ["ฟังก์ชัน", "รับค่า", "ภาษาอังกฤษ", "ภาษาไทย"] if thai else english
        yield table(headings, rows, widths=[16, 24, 30, 30])


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
