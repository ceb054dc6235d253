"""What the commands share: language, colour, one line an error."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.errors import Language, Message, SsoplanError

__all__ = ["COLOURS", "echo", "language", "refuse", "say"]

COLOURS = {"error": "red", "warning": "yellow", "note": "cyan", "passed": "green"}

language: Callable[[Any], Any] = click.option(
    "--lang", type=click.Choice(["en", "th"]), default="en", show_default=True, help="Language of the output."
)


def echo(text: str = "") -> None:
    """Print a line, without colour where there is no terminal or NO_COLOR is set."""
    click.echo(text, color=False if os.environ.get("NO_COLOR") else None)


def refuse(error: SsoplanError, lang: Language = "en") -> None:
    """Print an error, or each error of a group, as one line on stderr."""
    for each in getattr(error, "errors", (error,)):
        click.echo(f"ssoplan: {' '.join(each.text(lang).split())}", err=True)


def say(message: Message | None, lang: Language) -> str:
    """Return a text in the language asked for; empty where there is none."""
    return "" if message is None else getattr(message, lang)
