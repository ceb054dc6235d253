"""``ssoplan samples``: the published documents that the library carries."""

from __future__ import annotations

import sys

import click

from ssoplan.cli._style import echo, refuse
from ssoplan.errors import SsoplanError

__all__ = ["samples"]


@click.command()
@click.argument("name", required=False)
def samples(name: str | None) -> None:
    """List the embedded documents; with NAME, print one as YAML."""
    from ssoplan import samples as embedded  # noqa: PLC0415  # documents are heavy

    try:
        if name is not None:
            echo(embedded.text(name).rstrip())
            return
        for each in embedded.names():
            document = embedded.load(each)
            echo(f"{click.style(f'{each:44}', bold=True)} {type(document).__name__:12} {document.title_th}")
    except SsoplanError as error:
        refuse(error)
        sys.exit(2)
