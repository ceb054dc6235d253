"""What the commands share: language, colour, columns, one line an error."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING, Any

import click

from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.errors import Language, SsoplanError

__all__ = ["COLOURS", "SEVERITIES", "echo", "language", "pad", "refuse"]

COLOURS = {"error": "red", "warning": "yellow", "note": "cyan", "passed": "green"}
SEVERITIES = {
    "error": Message("error", "ข้อผิดพลาด"),
    "warning": Message("warning", "คำเตือน"),
    "note": Message("note", "ข้อสังเกต"),
}

language: Callable[[Any], Any] = click.option(
    "--lang", type=click.Choice(["en", "th"]), default="en", show_default=True, help="Language of the output."
)


def echo(text: str = "") -> None:
    """Print a line, without colour where there is no terminal or NO_COLOR is set."""
    click.echo(text, color=False if os.environ.get("NO_COLOR") else None)


def pad(text: str, width: int) -> str:
    """Return text filled up to a width; vowels and tones above and below a Thai letter take no place of their own."""
    taken = sum(unicodedata.category(sign) != "Mn" for sign in text)
    return text + " " * max(0, width - taken)


def refuse(error: SsoplanError, lang: Language = "en") -> None:
    """Print an error, or each error of a group, as one line on stderr."""
    for each in getattr(error, "errors", (error,)):
        click.echo(f"ssoplan: {' '.join(each.text(lang).split())}", err=True)
