"""``ssoplan words``: an amount of baht in Thai words, and back."""

from __future__ import annotations

import re
import sys

import click

from ssoplan.cli._style import echo, language, refuse
from ssoplan.errors import Language, SsoplanError

__all__ = ["words"]

_FIGURE = re.compile(r"[0-9๐-๙฿]")


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("amount", nargs=-1, required=True)
@language
def words(amount: tuple[str, ...], lang: Language) -> None:
    """Write an amount of baht in Thai words, or read one that is written in words.

    AMOUNT is a figure such as 18408, "2,757,683,080 บาท" or "49,432.1520 ล้านบาท", or Thai words. Exit status: 0 written
    or read, 2 it cannot be read.
    """
    from ssoplan.money import Baht  # noqa: PLC0415  # not needed for --help
    from ssoplan.numerals import baht_text, parse_baht_text  # noqa: PLC0415

    text = " ".join(amount)
    try:
        if _FIGURE.search(text):
            echo(baht_text(Baht(text)))
        else:
            echo(parse_baht_text(text).text())
    except SsoplanError as error:
        refuse(error, lang)
        sys.exit(2)
