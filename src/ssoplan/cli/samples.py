"""``ssoplan samples``: the published documents that the library carries."""

from __future__ import annotations

import sys

import click

from ssoplan.cli._style import echo, language, pad, refuse
from ssoplan.errors import Language, Message, SsoplanError

__all__ = ["samples"]

_KINDS = {
    "Plan": Message("Plan", "แผน"),
    "Proposal": Message("Proposal", "แบบเสนอโครงการ"),
    "OfficeTable": Message("OfficeTable", "ตารางรายสำนักงาน"),
}


@click.command()
@click.argument("name", required=False)
@language
def samples(name: str | None, lang: Language) -> None:
    """List the embedded documents; with NAME, print one as YAML.

    The titles are those of the documents, in Thai. Exit status: 0 printed, 2 there is no such sample.
    """
    from ssoplan import samples as embedded  # noqa: PLC0415  # documents are heavy

    try:
        if name is not None:
            echo(embedded.text(name).rstrip())
            return
        for each in embedded.names():
            document = embedded.load(each)
            kind = pad(_KINDS[type(document).__name__].text(lang), 12 if lang == "en" else 16)
            echo(f"{click.style(f'{each:44}', bold=True)} {kind} {document.title_th}")
    except SsoplanError as error:
        refuse(error, lang)
        sys.exit(2)
